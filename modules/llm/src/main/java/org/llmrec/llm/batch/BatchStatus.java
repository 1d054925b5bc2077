package org.llmrec.llm.batch;

import java.util.Objects;

/**
 * How far a batch has come.
 *
 * @param state in which it is
 * @param total calls
 * @param answered calls with an answer
 * @param failed calls without
 * @param message what the server says of a failure; may be empty
 */
public record BatchStatus(State state, long total, long answered, long failed, String message) {
  /** In which state a batch can be. */
  public enum State {
    /** Being checked or worked on. */
    RUNNING,
    /** All results are there. */
    DONE,
    /** Over before all were answered (expired, cancelled); what is there can be fetched. */
    CUT_SHORT,
    /** Refused as a whole: no results, nothing billed. */
    REFUSED
  }

  /** Checks for null. */
  public BatchStatus {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(message, "message");
  }
}
