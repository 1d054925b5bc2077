package org.llmrec.train.hybrid;

import org.llmrec.metrics.TopK;
import org.llmrec.rank.list.TextNeighbours;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.TextMatrix;

/** Finds the items whose texts are most like an item's, by comparing all with all. */
final class NearestTexts {
  private static final int COUNT = 20;
  private static final int BLOCK = 256;

  /** How much the nearest count for more than the others: the power of the cosine. */
  private static final int SHARPNESS = 4;

  private NearestTexts() {}

  /**
   * A block at a time.
   *
   * @param texts of length 1
   * @param met rows per item, {@code [items]}
   */
  static TextNeighbours of(TextMatrix texts, int[] met) {
    int items = texts.rows();
    int width = texts.width();
    int[] neighbours = new int[Math.multiplyExact(items, COUNT)];
    float[] weights = new float[neighbours.length];
    float[] block = new float[BLOCK * width];
    float[] cosines = new float[Math.multiplyExact(BLOCK, items)];
    float[] own = new float[items];
    for (int from = 0; from < items; from += BLOCK) {
      int rows = Math.min(BLOCK, items - from);
      System.arraycopy(texts.values(), from * width, block, 0, rows * width);
      Blas.gemm(false, true, rows, items, width, 1, block, texts.values(), 0, cosines);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(cosines, row * items, own, 0, items);
        own[from + row] = 0;
        nearest(own, met, (from + row) * COUNT, neighbours, weights);
      }
    }
    return new TextNeighbours(COUNT, neighbours, weights);
  }

  private static void nearest(
      float[] cosines, int[] met, int at, int[] neighbours, float[] weights) {
    for (int item = 0; item < cosines.length; item++) {
      if (met[item] == 0 || cosines[item] <= 0) {
        cosines[item] = Float.NEGATIVE_INFINITY;
      }
    }
    int[] best = TopK.ranked(cosines, COUNT, null, new int[0]);
    double sum = 0;
    for (int i = 0; i < best.length; i++) {
      neighbours[at + i] = best[i];
      weights[at + i] = (float) Math.pow(cosines[best[i]], SHARPNESS);
      sum += weights[at + i];
    }
    for (int i = 0; i < best.length && sum > 0; i++) {
      weights[at + i] /= (float) sum;
    }
  }
}
