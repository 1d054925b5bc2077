package org.llmrec.llm;

import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;

/**
 * What a model is called and can do.
 *
 * @param id what answers and prices are filed under, such as {@code gpt-4o-mini}; never blank
 * @param capabilities what it can do
 * @param contextTokens the most tokens of prompt and answer together; 0 where unknown
 */
public record ModelInfo(String id, Set<Capability> capabilities, int contextTokens) {
  /** Copies the set. */
  public ModelInfo {
    if (id.isBlank() || contextTokens < 0) {
      throw new IllegalArgumentException("expected a name and a context of 0 tokens or more");
    }
    capabilities = Set.copyOf(capabilities);
  }

  /** Whether it has that. */
  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  /**
   * Does nothing if it has that.
   *
   * @param purpose what it is needed for, for the message
   * @throws ConfigException if it has not
   */
  public void require(Capability capability, String purpose) {
    if (!can(capability)) {
      throw new ConfigException(
          LanguageModelCode.CAPABILITY_MISSING,
          "expected a model with "
              + capability
              + " for "
              + purpose
              + ", found '"
              + id
              + "' with "
              + (capabilities.isEmpty() ? "none of them" : capabilities.toString())
              + "; choose another model, or declare the capability if the server has it");
    }
  }
}
