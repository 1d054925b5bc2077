package org.llmrec.llm;

import java.io.IOException;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;

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

  /**
   * What it needs of this machine beside the class path, found to be here, in words. Asks no model.
   *
   * @throws LlmrecException if something is missing
   * @throws IOException if the disk fails
   */
  default String readiness() throws IOException {
    return "needs nothing of this machine";
  }
}
