package org.llmrec.enrich.store;

/** What became of a question. */
public enum AnswerStatus {
  /** Answered, and the answer is as asked for. */
  OK,
  /** Answered; something is wrong with the answer, and it is used all the same. */
  WARNED,
  /**
   * Answered; something is wrong with the answer, and it is not used. Not asked again by itself.
   */
  DISCARDED,
  /** Not answered. Asked again by the next run. */
  FAILED,
  /** Brought in from elsewhere. */
  IMPORTED;

  /** Whether there is a text to use. */
  public boolean usable() {
    return this == OK || this == WARNED || this == IMPORTED;
  }
}
