package org.llmrec.enrich.job;

/** Why a job ended. */
public enum StopReason {
  /** Every question was looked at. */
  DONE,
  /** The budget is spent. */
  BUDGET,
  /** Somebody asked it to stop. */
  ASKED,
  /** A failure that every other call would meet too, such as a wrong key. */
  FAILURE,
  /** An answer was wrong, and the policy is to stop then. */
  INVALID_ANSWER
}
