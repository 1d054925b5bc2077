package org.llmrec.metrics;

import java.util.Arrays;

/**
 * How unlike each other the items of a list are: 1 minus the mean cosine over all pairs of them
 * (Smyth and McClave 2001), by vectors that the caller chooses, such as those of the item texts.
 * Lists are added one after the other. 0 means all alike, 1 unrelated; up to 2.
 *
 * <p>An item whose vector is all zeros has no direction and is left out of its list; a list with
 * fewer than two others has no pair and is left out of the mean.
 *
 * <p>Not safe for use by several threads. Sums go by the order of {@link #add}.
 */
public final class IntraListDiversity {
  private final float[] vectors;
  private final int width;
  private final double[] total;
  private double sum;
  private int lists;

  /**
   * Starts without lists.
   *
   * @param vectors {@code [items, width]} row-major, finite, of any length; not copied, and not to
   *     be changed
   * @param width how many numbers each item has, at least 1
   * @throws IllegalArgumentException if {@code vectors} is no multiple of {@code width}
   */
  public IntraListDiversity(float[] vectors, int width) {
    if (width < 1 || vectors.length % width != 0) {
      throw new IllegalArgumentException(
          "expected rows of one width, found " + vectors.length + " numbers, width " + width);
    }
    this.vectors = vectors;
    this.width = width;
    this.total = new double[width];
  }

  /**
   * Adds a list.
   *
   * @param list item numbers
   * @return its diversity, NaN if it has no pair
   * @throws IllegalArgumentException if the vector of an item is not finite
   */
  public double add(int[] list) {
    Arrays.fill(total, 0);
    long items = 0;
    for (int item : list) {
      items += addUnit(item) ? 1 : 0;
    }
    if (items < 2) {
      return Double.NaN;
    }
    // The squared length of a sum of unit vectors is their number plus twice the cosines of pairs.
    double square = 0;
    for (double value : total) {
      square += value * value;
    }
    double diversity = 1 - (square - items) / (items * (items - 1.0));
    sum += diversity;
    lists++;
    return diversity;
  }

  /** Mean over the lists that have a pair; NaN if there are none. */
  public double mean() {
    return lists == 0 ? Double.NaN : sum / lists;
  }

  /** How many lists have a pair. */
  public int lists() {
    return lists;
  }

  private boolean addUnit(int item) {
    double square = 0;
    for (int i = item * width; i < (item + 1) * width; i++) {
      square += (double) vectors[i] * vectors[i];
    }
    if (!Double.isFinite(square)) {
      throw new IllegalArgumentException("expected finite vectors, found another at item " + item);
    }
    if (square == 0) {
      return false;
    }
    double length = Math.sqrt(square);
    for (int i = 0; i < width; i++) {
      total[i] += vectors[item * width + i] / length;
    }
    return true;
  }
}
