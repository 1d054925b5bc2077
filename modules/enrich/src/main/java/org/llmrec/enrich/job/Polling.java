package org.llmrec.enrich.job;

import java.time.Duration;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How often to look whether a batch is done.
 *
 * @param first the first wait; each next one is half as long again
 * @param most the longest
 */
public record Polling(Duration first, Duration most) {
  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public Polling {
    if (first.toMillis() < 1 || most.compareTo(first) < 0) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected waits of a millisecond and more, the longest last, found "
              + first
              + ", "
              + most);
    }
  }

  /** From ten seconds to five minutes: batches take hours more often than minutes. */
  public static Polling defaults() {
    return new Polling(Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  /** The wait after this one. */
  Duration after(Duration wait) {
    Duration next = wait.plus(wait.dividedBy(2));
    return next.compareTo(most) > 0 ? most : next;
  }
}
