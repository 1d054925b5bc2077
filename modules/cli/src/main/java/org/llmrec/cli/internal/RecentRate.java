package org.llmrec.cli.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a count has grown lately. A job that goes on where it was passes what is done in no
 * time; the mean from its beginning would promise an end far too soon. Not thread-safe.
 */
final class RecentRate {
  private static final double WINDOW_SECONDS = 30;

  private record Sample(long nanos, long count) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** From a moment at which nothing was done yet. */
  RecentRate(long nanos) {
    samples.add(new Sample(nanos, 0));
  }

  /**
   * Units a second over the last half minute, or since the beginning if that is less; 0 where
   * nothing can be said yet.
   */
  double at(long nanos, long count) {
    while (samples.size() > 1 && seconds(samples.peek(), nanos) > WINDOW_SECONDS) {
      samples.remove();
    }
    Sample first = samples.peek();
    double seconds = seconds(first, nanos);
    samples.add(new Sample(nanos, count));
    return seconds > 0 ? (count - first.count()) / seconds : 0;
  }

  private static double seconds(Sample sample, long nanos) {
    return (nanos - sample.nanos()) / 1e9;
  }
}
