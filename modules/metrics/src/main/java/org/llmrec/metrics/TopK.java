package org.llmrec.metrics;

import java.util.Arrays;

/** The best of many scores. Equal scores go by index, so that equal input gives equal output. */
public final class TopK {
  private static final int[] NOTHING = {};

  private TopK() {}

  /**
   * The indices of the {@code k} highest scores, best first; fewer where there are fewer.
   *
   * @throws IllegalArgumentException if a score is NaN or {@code k} negative
   */
  public static int[] of(float[] scores, int k) {
    return of(scores, k, NOTHING);
  }

  /**
   * The indices of the {@code k} highest scores that are not masked, best first.
   *
   * @param scores {@code [N]}; NaN is refused, infinities are not
   * @param masked indices that must not be returned, ascending
   * @throws IllegalArgumentException if an unmasked score is NaN, {@code k} negative or {@code
   *     masked} not ascending
   */
  public static int[] of(float[] scores, int k, int[] masked) {
    return best(scores, k, new Candidates(scores.length, null, masked), false);
  }

  /**
   * The head of the ranking that {@link RankedRelevance} measures: of the candidates that are not
   * masked, without those whose score is negative infinity.
   *
   * @param scores as in {@link RankedRelevance#expected}
   * @param k how many at most, from 0 on
   * @param candidates as in {@link RankedRelevance#expected}
   * @param masked as in {@link RankedRelevance#expected}
   * @return best first; fewer than {@code k} where fewer are ranked
   * @throws IllegalArgumentException as {@link RankedRelevance#expected}, or if {@code k} is
   *     negative
   */
  public static int[] ranked(float[] scores, int k, int[] candidates, int[] masked) {
    return best(scores, k, new Candidates(scores.length, candidates, masked), true);
  }

  private static int[] best(float[] scores, int k, Candidates candidates, boolean onlyRanked) {
    if (k < 0) {
      throw new IllegalArgumentException("expected k from 0 on, found " + k);
    }
    long[] heap = new long[Math.min(k, scores.length)];
    int size = 0;
    for (int i = candidates.next(); i >= 0 && heap.length > 0; i = candidates.next()) {
      if (onlyRanked && scores[i] == Float.NEGATIVE_INFINITY) {
        continue;
      }
      long key = key(scores[i], i);
      if (size < heap.length) {
        heap[size] = key;
        up(heap, size++);
      } else if (key > heap[0]) {
        heap[0] = key;
        down(heap, size);
      }
    }
    long[] best = Arrays.copyOf(heap, size);
    Arrays.sort(best);
    int[] indices = new int[size];
    for (int i = 0; i < size; i++) {
      indices[i] = ~(int) best[size - 1 - i];
    }
    return indices;
  }

  /** Sorts as the score does, then against the index: bits of the score above, ~index below. */
  private static long key(float score, int index) {
    return ((long) ScoreOrder.bits(score, index) << 32) | (~index & 0xffffffffL);
  }

  private static void up(long[] heap, int from) {
    int child = from;
    while (child > 0) {
      int parent = (child - 1) >>> 1;
      if (heap[parent] <= heap[child]) {
        return;
      }
      swap(heap, parent, child);
      child = parent;
    }
  }

  private static void down(long[] heap, int size) {
    int parent = 0;
    for (int child = 1; child < size; child = 2 * parent + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[parent] <= heap[child]) {
        return;
      }
      swap(heap, parent, child);
      parent = child;
    }
  }

  private static void swap(long[] heap, int a, int b) {
    long keep = heap[a];
    heap[a] = heap[b];
    heap[b] = keep;
  }
}
