package org.llmrec.llm;

/**
 * Tokens of a call.
 *
 * @param promptTokens read
 * @param completionTokens written
 * @param reported whether the model counted them; else they are estimated from the texts
 */
public record Usage(long promptTokens, long completionTokens, boolean reported) {
  /** No call, no tokens. */
  public static final Usage NONE = new Usage(0, 0, true);

  /** Checks the signs. */
  public Usage {
    if (promptTokens < 0 || completionTokens < 0) {
      throw new IllegalArgumentException("expected token counts from 0 on");
    }
  }

  /** Both together. */
  public long total() {
    return promptTokens + completionTokens;
  }
}
