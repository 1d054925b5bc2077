package org.llmrec.llm.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.llmrec.llm.ModelException.Kind;

/**
 * Where a call waits until an attempt may be sent: the server's pause is over, the circuit is
 * closed (or lets this one try), and this minute's calls and tokens are not spent. Thread-safe.
 */
final class Gate {
  /** How often callers look whether the circuit has been closed by somebody else's trial. */
  private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

  private final GuardOptions options;
  private final Ticker ticker;
  private final Backoff backoff;
  private final Counters counters;
  private final Pause pause = new Pause();
  private final CircuitBreaker breaker;
  private final Limiter limiter;

  Gate(GuardOptions options, Ticker ticker, Backoff backoff, Counters counters) {
    this.options = options;
    this.ticker = ticker;
    this.backoff = backoff;
    this.counters = counters;
    this.breaker = new CircuitBreaker(options.breakerFailures(), options.breakerPause());
    this.limiter = new Limiter(options.requestsPerMinute(), options.tokensPerMinute(), ticker);
  }

  /** Waits and takes the tokens; the pass is to be ended. */
  CircuitBreaker.Pass enter(Call call, long tokens) throws InterruptedException {
    while (true) {
      if (call.left() == 0) {
        throw call.ended(Kind.DEADLINE, "the deadline has passed");
      }
      waitForServer(call);
      waitForCircuit(call);
      takeFromLimits(call, tokens);
      long now = ticker.nanos();
      // While this caller waited for its turn another one may have been told to stop.
      Optional<CircuitBreaker.Pass> pass =
          pause.left(now) > 0 ? Optional.empty() : breaker.enter(now);
      if (pass.isPresent()) {
        return pass.get();
      }
      limiter.giveBack(tokens);
    }
  }

  /** Puts what a call used in place of what was taken for it. */
  void settle(long taken, long used) {
    limiter.settle(taken, used);
  }

  /** Lets nobody through for as long as the server asks; false if nobody was let through before. */
  boolean pause(Duration wish) {
    return pause.ask(wish, ticker.nanos());
  }

  /** Ends the call if its deadline leaves no room for a wait. */
  static void checkDeadline(Call call, long nanos) {
    if (nanos >= call.left()) {
      throw call.ended(
          Kind.DEADLINE,
          "the deadline leaves no room for a wait of "
              + TimeUnit.NANOSECONDS.toMillis(nanos)
              + " ms");
    }
  }

  /** Waits, unless the call's deadline is nearer. */
  void sleep(Call call, long nanos) throws InterruptedException {
    checkDeadline(call, nanos);
    ticker.sleep(nanos);
    counters.waited(nanos);
  }

  private void waitForServer(Call call) throws InterruptedException {
    long left = pause.left(ticker.nanos());
    while (left > 0) {
      if (left > options.maxRetryAfter().toNanos()) {
        throw call.ended(
            Kind.CIRCUIT_OPEN,
            "the server asked for a pause, of which "
                + TimeUnit.NANOSECONDS.toSeconds(left)
                + " s are left and at most "
                + options.maxRetryAfter().toSeconds()
                + " s are waited");
      }
      sleep(call, backoff.atLeast(left));
      left = pause.left(ticker.nanos());
    }
  }

  private void waitForCircuit(Call call) throws InterruptedException {
    while (breaker.isShut(ticker.nanos())) {
      long open = breaker.openFor(ticker.nanos());
      if (open >= options.breakerPatience().toNanos()) {
        throw call.ended(
            Kind.CIRCUIT_OPEN,
            options.breakerFailures()
                + " attempts failed in a row "
                + TimeUnit.NANOSECONDS.toSeconds(open)
                + " s ago, and no answer came since; is the server up?");
      }
      sleep(call, LOOK_AGAIN);
    }
  }

  private void takeFromLimits(Call call, long tokens) throws InterruptedException {
    long before = ticker.nanos();
    boolean taken = limiter.acquire(tokens, call.left());
    counters.waited(ticker.nanos() - before);
    if (!taken) {
      throw call.ended(
          Kind.DEADLINE, "the deadline leaves no time to wait for the limits per minute");
    }
  }
}
