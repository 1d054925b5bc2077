package org.llmrec.llm.guard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.llmrec.llm.ModelException;

/** The numbers behind {@link GuardCounts}, of one moment. Thread-safe. */
final class Counters {
  private final Map<ModelException.Kind, Long> failures = new EnumMap<>(ModelException.Kind.class);
  private long calls;
  private long attempts;
  private long retries;
  private long waitedNanos;

  synchronized void call() {
    calls++;
  }

  synchronized void attempt(int number) {
    attempts++;
    if (number > 1) {
      retries++;
    }
  }

  synchronized void failure(ModelException.Kind kind) {
    failures.merge(kind, 1L, Long::sum);
  }

  synchronized void waited(long nanos) {
    waitedNanos += nanos;
  }

  synchronized GuardCounts counts() {
    return new GuardCounts(calls, attempts, retries, Duration.ofNanos(waitedNanos), failures);
  }
}
