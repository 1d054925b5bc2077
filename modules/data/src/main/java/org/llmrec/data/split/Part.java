package org.llmrec.data.split;

/** Where a positive goes. */
public enum Part {
  /** Learnt from. */
  TRAIN,
  /** Settings are chosen by it. */
  VALIDATION,
  /** Reported. */
  TEST
}
