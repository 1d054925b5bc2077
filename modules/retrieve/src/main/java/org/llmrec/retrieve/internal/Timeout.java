package org.llmrec.retrieve.internal;

import org.apache.lucene.index.QueryTimeout;
import org.llmrec.core.Deadline;

/** A deadline as Lucene asks for it; remembers whether it ever said stop. For one thread. */
public final class Timeout implements QueryTimeout {
  private final Deadline deadline;
  private boolean hit;

  /** Over this deadline. */
  public Timeout(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public boolean shouldExit() {
    if (deadline.expired()) {
      hit = true;
    }
    return hit;
  }

  /** Whether a search was told to stop. */
  public boolean hit() {
    return hit;
  }
}
