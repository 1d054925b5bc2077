package org.llmrec.llm.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.Usage;

/** What one call has come to so far. For one thread. */
final class Call {
  private final String model;
  private final Ticker ticker;
  private final long begun;
  private final long allowed;
  private int attempts;
  private Billed billed = Billed.NO;
  private Usage used = Usage.NONE;
  private final List<Kind> failures = new ArrayList<>();
  private ModelException last;

  Call(String model, Deadline deadline, Ticker ticker) {
    this.model = model;
    this.ticker = ticker;
    this.begun = ticker.nanos();
    this.allowed = deadline.remainingNanos();
  }

  /** Nanoseconds until the deadline, {@link Long#MAX_VALUE} where there is none. */
  long left() {
    return allowed == Long.MAX_VALUE ? allowed : Math.max(0, allowed - (ticker.nanos() - begun));
  }

  /** Counts an attempt that is about to be made. */
  int attempt() {
    return ++attempts;
  }

  int attempts() {
    return attempts;
  }

  /** Adds a failed attempt to the account. */
  void failed(ModelException e) {
    last = e;
    failures.add(e.kind());
    if (e.billed().compareTo(billed) > 0) {
      billed = e.billed();
    }
    used =
        new Usage(
            used.promptTokens() + e.usage().promptTokens(),
            used.completionTokens() + e.usage().completionTokens(),
            used.reported() && e.usage().reported());
  }

  /** The latest failure; null before there is one. */
  ModelException last() {
    return last;
  }

  /** Ended by what the model did: of the last failure's kind. */
  ModelException givenUp(String why) {
    return failure(last.kind(), why, last.retryAfter());
  }

  /** Ended by the guard. */
  ModelException ended(Kind kind, String why) {
    return failure(kind, why, Optional.empty());
  }

  private ModelException failure(Kind kind, String why, Optional<Duration> retryAfter) {
    String message = model + ": " + why;
    if (last != null) {
      message += "; failed so far: " + failures + "; the last one: " + last.getMessage();
    }
    return new ModelException(kind, message, billed, retryAfter, used, last);
  }
}
