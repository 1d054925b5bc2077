package org.llmrec.retrieve.internal;

/** Keeps the k best of a stream of scored ordinals; equal scores by ordinal, NaN below all. */
public final class BestOrdinals {
  private final int[] ordinals;
  private final float[] scores;
  private int size;

  /** Room for {@code k}, 1 or more. */
  public BestOrdinals(int k) {
    ordinals = new int[k];
    scores = new float[k];
  }

  /** Offers one more. */
  public void offer(int ordinal, float offered) {
    float score = Float.isNaN(offered) ? Float.NEGATIVE_INFINITY : offered;
    if (size < ordinals.length) {
      ordinals[size] = ordinal;
      scores[size] = score;
      up(size++);
    } else if (worse(scores[0], ordinals[0], score, ordinal)) {
      ordinals[0] = ordinal;
      scores[0] = score;
      down();
    }
  }

  /** How many are kept. */
  public int size() {
    return size;
  }

  /**
   * Empties this into two arrays, best first.
   *
   * @param intoOrdinals {@code [size]}
   * @param intoScores {@code [size]}
   */
  public void drain(int[] intoOrdinals, float[] intoScores) {
    for (int i = size - 1; i >= 0; i--) {
      intoOrdinals[i] = ordinals[0];
      intoScores[i] = scores[0];
      size--;
      ordinals[0] = ordinals[size];
      scores[0] = scores[size];
      down();
    }
  }

  // A heap with the worst of the kept on top.

  private void up(int start) {
    int child = start;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!worse(child, parent)) {
        return;
      }
      swap(child, parent);
      child = parent;
    }
  }

  private void down() {
    int parent = 0;
    while (true) {
      int child = 2 * parent + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && worse(child + 1, child)) {
        child++;
      }
      if (!worse(child, parent)) {
        return;
      }
      swap(child, parent);
      parent = child;
    }
  }

  private boolean worse(int i, int j) {
    return worse(scores[i], ordinals[i], scores[j], ordinals[j]);
  }

  private static boolean worse(float a, int ordinalA, float b, int ordinalB) {
    return a != b ? a < b : ordinalA > ordinalB;
  }

  private void swap(int i, int j) {
    int ordinal = ordinals[i];
    ordinals[i] = ordinals[j];
    ordinals[j] = ordinal;
    float score = scores[i];
    scores[i] = scores[j];
    scores[j] = score;
  }
}
