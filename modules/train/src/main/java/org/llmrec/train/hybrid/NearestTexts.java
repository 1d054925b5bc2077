package org.llmrec.train.hybrid;

import org.llmrec.rank.list.TextNeighbours;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.internal.Workers;

/** Finds the items whose texts are most like an item's, by comparing all with all. */
final class NearestTexts {
  private static final int COUNT = 20;
  private static final int BLOCK = 256;

  /** How much the nearest count for more than the others: the power of the cosine. */
  private static final int SHARPNESS = 4;

  private final int[] met;
  private final int[] neighbours;
  private final float[] weights;

  private NearestTexts(int[] met) {
    this.met = met;
    this.neighbours = new int[Math.multiplyExact(met.length, COUNT)];
    this.weights = new float[neighbours.length];
  }

  /**
   * A block at a time.
   *
   * @param texts of length 1
   * @param met rows per item, {@code [items]}
   * @param threads how many look for the nearest; they change nothing in what is found
   */
  static TextNeighbours of(TextMatrix texts, int[] met, int threads) {
    int items = texts.rows();
    int width = texts.width();
    NearestTexts nearest = new NearestTexts(met);
    float[] block = new float[BLOCK * width];
    float[] cosines = new float[Math.multiplyExact(BLOCK, items)];
    try (Workers workers = new Workers(threads, "nearest texts")) {
      for (int from = 0; from < items; from += BLOCK) {
        int first = from;
        int rows = Math.min(BLOCK, items - from);
        System.arraycopy(texts.values(), from * width, block, 0, rows * width);
        Blas.gemm(false, true, rows, items, width, 1, block, texts.values(), 0, cosines);
        workers.each(rows, row -> nearest.find(first + row, cosines, row * items));
      }
    }
    return new TextNeighbours(COUNT, nearest.neighbours, nearest.weights);
  }

  /**
   * The nearest of one item among those that somebody met, the nearest first; of equally near ones
   * the first. Nearly every cosine is below the last of them, so a sorted array is all it takes.
   */
  private void find(int item, float[] cosines, int start) {
    int at = item * COUNT;
    int found = 0;
    float last = 0;
    for (int other = 0; other < met.length; other++) {
      float cosine = cosines[start + other];
      if (cosine <= last || other == item || met[other] == 0) {
        continue;
      }
      int place = found < COUNT ? found++ : COUNT - 1;
      while (place > 0 && weights[at + place - 1] < cosine) {
        weights[at + place] = weights[at + place - 1];
        neighbours[at + place] = neighbours[at + place - 1];
        place--;
      }
      weights[at + place] = cosine;
      neighbours[at + place] = other;
      last = found < COUNT ? 0 : weights[at + COUNT - 1];
    }
    double sum = 0;
    for (int i = at; i < at + found; i++) {
      weights[i] = (float) Math.pow(weights[i], SHARPNESS);
      sum += weights[i];
    }
    for (int i = at; i < at + found && sum > 0; i++) {
      weights[i] /= (float) sum;
    }
  }
}
