package org.llmrec.train.internal;

import java.util.List;

/**
 * What Adam remembers.
 *
 * @param first per parameter the mean of its gradients, shaped as it; none before the first step
 * @param second the same of their squares
 * @param steps how many were made
 */
record Moments(List<float[]> first, List<float[]> second, int steps) {
  Moments {
    first = List.copyOf(first);
    second = List.copyOf(second);
  }

  /** Before the first step. */
  static Moments none() {
    return new Moments(List.of(), List.of(), 0);
  }
}
