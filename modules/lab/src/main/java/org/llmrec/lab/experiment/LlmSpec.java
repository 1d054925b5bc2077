package org.llmrec.lab.experiment;

import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.llm.ModelSettings;

/**
 * The language model that reranks.
 *
 * @param settings what {@link org.llmrec.llm.LanguageModels#open} takes
 * @param record a file in which its answers are written down, and looked up before it is asked
 */
public record LlmSpec(ModelSettings settings, Optional<Path> record) {
  /** What figures depend on, for people too. */
  public String called() {
    return settings.kind() + ":" + settings.model();
  }
}
