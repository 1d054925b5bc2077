package org.llmrec.enrich.job;

import org.llmrec.llm.ModelException;

/**
 * How a job ends.
 *
 * @param reason why
 * @param message the same as a sentence; empty when done
 */
record Ending(StopReason reason, String message) {
  static final Ending DONE = new Ending(StopReason.DONE, "");
  static final Ending ASKED = new Ending(StopReason.ASKED, "stopped as asked");

  /** For a failure that every other call would meet too. */
  static Ending of(ModelException failure) {
    StopReason reason =
        failure.kind() == ModelException.Kind.BUDGET_SPENT ? StopReason.BUDGET : StopReason.FAILURE;
    return new Ending(reason, failure.getMessage());
  }
}
