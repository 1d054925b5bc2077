package org.llmrec.rank.list;

import java.util.List;
import java.util.Map;
import org.llmrec.rank.tensor.Tensor;

/**
 * The items whose texts are most like an item's, among those that somebody met, with weights that
 * add up to 1, or none. What a method says of them is a word on an item of which it knows nothing
 * itself. Immutable and thread-safe.
 */
public final class TextNeighbours {
  static final String NEIGHBOURS = "neighbours";
  static final String SHARES = "shares";

  private final int each;
  private final int[] items;
  private final float[] weights;

  /**
   * From the parts, which are not copied.
   *
   * @param each how many an item has
   * @param items {@code [N, each]}
   * @param weights {@code [N, each]}; 0 where an item has fewer
   * @throws IllegalArgumentException if they do not fit together
   */
  public TextNeighbours(int each, int[] items, float[] weights) {
    if (each < 1 || items.length % each != 0 || weights.length != items.length) {
      throw new IllegalArgumentException(
          "expected "
              + each
              + " neighbours an item with a weight each, found "
              + items.length
              + " and "
              + weights.length
              + " weights");
    }
    int size = items.length / each;
    for (int item : items) {
      if (item < 0 || item >= size) {
        throw new IllegalArgumentException(
            "expected neighbours from 0 to " + (size - 1) + ", found " + item);
      }
    }
    this.each = each;
    this.items = items;
    this.weights = weights;
  }

  /** How many items have neighbours here. */
  public int size() {
    return items.length / each;
  }

  /** Something of an item. */
  @FunctionalInterface
  interface Value {
    float of(int item);
  }

  /** The weighted mean over an item's neighbours; 0 where it has none. */
  float mean(int item, Value value) {
    float mean = 0;
    for (int e = item * each; e < (item + 1) * each; e++) {
      mean += weights[e] * value.of(items[e]);
    }
    return mean;
  }

  /** By item the weighted mean of its neighbours' rows, {@code [N, width]}. */
  float[] meanRows(float[] rows, int width) {
    float[] means = new float[rows.length];
    for (int item = 0; item < size(); item++) {
      for (int e = item * each; e < (item + 1) * each; e++) {
        float weight = weights[e];
        int from = items[e] * width;
        for (int d = 0; d < width; d++) {
          means[item * width + d] += weight * rows[from + d];
        }
      }
    }
    return means;
  }

  /** By item the weighted mean over its neighbours; 0 for one that has none. */
  public float[] mean(float[] values) {
    return meanRows(values, 1);
  }

  Map<String, Tensor> tensors() {
    return Map.of(
        NEIGHBOURS,
        new Tensor.Ints(List.of(size(), each), items),
        SHARES,
        Tensor.Floats.matrix(size(), each, weights));
  }
}
