package org.llmrec.llm;

import java.util.List;
import org.llmrec.core.error.ConfigException;

/**
 * Opens models of one kind. Found by {@link java.util.ServiceLoader}, so that a module on the class
 * path is enough.
 */
public interface LanguageModelProvider {
  /** The kind it opens. */
  String kind();

  /** The keys of {@link ModelSettings#settings} that it knows. */
  List<String> settings();

  /**
   * Opens a model. Makes no call that costs.
   *
   * @throws ConfigException if a setting is missing or wrong
   */
  LanguageModel open(ModelSettings settings);
}
