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
    if (k < 0) {
      throw new IllegalArgumentException("expected k from 0 on, found " + k);
    }
    for (int i = 1; i < masked.length; i++) {
      if (masked[i - 1] > masked[i]) {
        throw new IllegalArgumentException("expected masked indices in ascending order");
      }
    }
    long[] heap = new long[Math.min(k, scores.length)];
    int size = 0;
    int mask = 0;
    for (int i = 0; i < scores.length && heap.length > 0; i++) {
      while (mask < masked.length && masked[mask] < i) {
        mask++;
      }
      if (mask < masked.length && masked[mask] == i) {
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
