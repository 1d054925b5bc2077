package org.llmrec.rerank.chat;

/** What became of a question. */
public enum Verdict {
  /** The answer could be read. */
  READ,
  /** There is an answer, but not of the form that was asked for: no number, one off the scale. */
  INVALID,
  /** The model wrote nothing. */
  EMPTY,
  /** The model's server would not answer. */
  REFUSED,
  /** The deadline passed. */
  LATE
}
