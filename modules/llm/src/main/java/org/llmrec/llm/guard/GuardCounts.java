package org.llmrec.llm.guard;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.llmrec.llm.ModelException;

/**
 * What a guard has done so far, for a line of progress.
 *
 * @param calls begun by callers
 * @param attempts sent to the model
 * @param retries attempts after a call's first
 * @param waited by all callers together: between attempts, for limits, in pauses, before an open
 *     circuit
 * @param failures attempts that failed, by kind; kinds without one are left out
 */
public record GuardCounts(
    long calls,
    long attempts,
    long retries,
    Duration waited,
    Map<ModelException.Kind, Long> failures) {
  /** Copies the map. */
  public GuardCounts {
    Map<ModelException.Kind, Long> copy = new EnumMap<>(ModelException.Kind.class);
    copy.putAll(failures);
    failures = Collections.unmodifiableMap(copy);
  }
}
