package org.llmrec.llm;

/** Why an answer ended. */
public enum FinishReason {
  /** It was done. */
  STOP,
  /** It came to the most tokens allowed: the answer is cut. */
  LENGTH,
  /** The server held something back. */
  CONTENT_FILTER,
  /** The server named another reason, or none. */
  OTHER
}
