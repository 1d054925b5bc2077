package org.llmrec.llm.guard;

/**
 * Retries that a job may make in all: some in any case, and a share of the calls begun. While few
 * calls fail it never runs out; when all do, it ends the job instead of multiplying its calls.
 * Thread-safe.
 */
final class RetryBudget {
  private final int floor;
  private final double share;
  private long calls;
  private long taken;

  RetryBudget(int floor, double share) {
    this.floor = floor;
    this.share = share;
  }

  synchronized void callBegun() {
    calls++;
  }

  /** Takes a retry if one is left. */
  synchronized boolean take() {
    if (taken + 1 > floor + share * calls) {
      return false;
    }
    taken++;
    return true;
  }

  @Override
  public synchronized String toString() {
    return taken
        + " retries for "
        + calls
        + " calls, allowed are "
        + floor
        + " and "
        + share
        + " for each call";
  }
}
