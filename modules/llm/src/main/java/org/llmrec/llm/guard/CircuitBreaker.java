package org.llmrec.llm.guard;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.llmrec.llm.ModelException.Kind;

/**
 * Stops calls to a server that is not there. Closed at first; as many failures in a row as are
 * allowed open it; after a pause one call is let through, and an answer to it closes the circuit
 * while a failure opens it for another pause (Nygard, "Release It!", 2nd edition, 2018, chapter 5).
 *
 * <p>Failures that speak of the server count: {@link #SERVER_DOWN}. Any other answer, a refusal
 * too, shows that the server is there and closes the circuit. What was never sent says nothing
 * either way. Thread-safe.
 */
final class CircuitBreaker {
  /** What a server does that is not there, or not up to its work. */
  static final Set<Kind> SERVER_DOWN =
      EnumSet.of(
          Kind.CONNECT,
          Kind.TIMEOUT,
          Kind.REQUEST_TIMEOUT,
          Kind.SERVER,
          Kind.MALFORMED,
          Kind.CRASHED);

  /** What is decided on this side: nothing was sent, or nobody waited for the answer. */
  private static final Set<Kind> OUR_OWN =
      EnumSet.of(Kind.DEADLINE, Kind.RETRIES_SPENT, Kind.CIRCUIT_OPEN, Kind.BUDGET_SPENT);

  /** The right to make one call. To be ended exactly once. */
  final class Pass {
    private Pass() {}

    /** The server answered. */
    void answered() {
      close();
    }

    /** The call failed. */
    void failed(Kind kind, long now) {
      if (SERVER_DOWN.contains(kind)) {
        count(this, now);
      } else if (OUR_OWN.contains(kind)) {
        dropped();
      } else {
        close();
      }
    }

    /** Nothing is known of the server. */
    void dropped() {
      endTrial(this);
    }
  }

  private final int failuresAllowed;
  private final long pause;
  private int failures;
  private boolean open;

  /** The one call that is let through while the circuit is open, while it lasts. */
  private Pass trial;

  private long openSince;
  private long shutUntil;

  /**
   * A closed one.
   *
   * @param failures as many in a row open it; 0 for never
   */
  CircuitBreaker(int failures, Duration pause) {
    this.failuresAllowed = failures;
    this.pause = pause.toNanos();
  }

  /** Lets a call through, or not. */
  synchronized Optional<Pass> enter(long now) {
    if (isShut(now)) {
      return Optional.empty();
    }
    Pass pass = new Pass();
    if (open) {
      trial = pass;
    }
    return Optional.of(pass);
  }

  /** Whether a call would not be let through now. */
  synchronized boolean isShut(long now) {
    return open && (trial != null || shutUntil - now > 0);
  }

  /** Nanoseconds since it opened, trials that failed included; 0 if it is closed. */
  synchronized long openFor(long now) {
    return open ? Math.max(0, now - openSince) : 0;
  }

  private synchronized void close() {
    failures = 0;
    open = false;
    trial = null;
  }

  private synchronized void endTrial(Pass pass) {
    if (trial == pass) {
      trial = null;
    }
  }

  private synchronized void count(Pass pass, long now) {
    failures = Math.min(failures + 1, failuresAllowed);
    if (trial == pass) {
      trial = null;
      shutUntil = now + pause;
    } else if (!open && failuresAllowed > 0 && failures == failuresAllowed) {
      open = true;
      openSince = now;
      shutUntil = now + pause;
    }
  }
}
