package org.llmrec.train.internal;

import java.util.ArrayList;
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

  /** The same with another parameter's in a certain place. */
  Moments with(int place, float[] ownFirst, float[] ownSecond) {
    return new Moments(inserted(first, place, ownFirst), inserted(second, place, ownSecond), steps);
  }

  /** The same without those of a certain place. */
  Moments without(int place) {
    return steps == 0 ? this : new Moments(removed(first, place), removed(second, place), steps);
  }

  private static List<float[]> inserted(List<float[]> values, int place, float[] own) {
    List<float[]> more = new ArrayList<>(values);
    more.add(place, own);
    return more;
  }

  private static List<float[]> removed(List<float[]> values, int place) {
    List<float[]> fewer = new ArrayList<>(values);
    fewer.remove(place);
    return fewer;
  }
}
