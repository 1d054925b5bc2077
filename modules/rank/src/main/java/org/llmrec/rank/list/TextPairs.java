package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.llmrec.rank.tensor.Tensor;

/**
 * Short text vectors for a network to read itself: that of the item, the mean of those of the
 * history, and both multiplied number by number. Immutable and thread-safe.
 *
 * <p>They are texts and no factors: factors lie on other axes after every fit, and a network that
 * was learnt on one fit ranks by another.
 *
 * @param width of a vector
 * @param rows {@code [N, width]}, zeros for an item without a text; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record TextPairs(int width, float[] rows) {
  static final String ROWS = "pairs";

  /**
   * Checks that there are rows.
   *
   * @throws IllegalArgumentException if they are not rows of that width
   */
  public TextPairs {
    if (width < 1 || rows.length % width != 0) {
      throw new IllegalArgumentException(
          "expected rows of " + width + " numbers, found " + rows.length + " numbers");
    }
  }

  /** How many items. */
  public int size() {
    return rows.length / width;
  }

  /** The names of the features: those of the item, of the history, of both. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (String of : List.of("the item", "the history", "both")) {
      for (int k = 1; k <= width; k++) {
        names.add("text " + k + " of " + of);
      }
    }
    return names;
  }

  /**
   * Writes the features of some items.
   *
   * @param features {@code [at + 3 width][items or more]}, of which those from {@code at} on are
   *     written
   */
  void fill(int[] history, int[] items, float[][] features, int at) {
    for (int k = 0; k < width; k++) {
      float mean = 0;
      for (int item : history) {
        mean += rows[item * width + k] / history.length;
      }
      float[] own = features[at + k];
      float[] user = features[at + width + k];
      float[] both = features[at + 2 * width + k];
      for (int i = 0; i < items.length; i++) {
        own[i] = rows[items[i] * width + k];
        user[i] = mean;
        both[i] = mean * own[i];
      }
    }
  }

  Map<String, Tensor> tensors() {
    return Map.of(ROWS, Tensor.Floats.matrix(size(), width, rows));
  }
}
