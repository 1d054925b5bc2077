package org.llmrec.rank.list;

import java.util.Arrays;
import java.util.Map;
import org.llmrec.rank.tensor.Tensor;

/**
 * What was liked when. Around any moment an item's rows count the less the further they are from
 * it, before or after: {@code sum of exp(-|t - t_row| / scale)}. That is not a forecast but the era
 * of somebody who asks: what people like them were offered. Times are kept to the minute. Immutable
 * and thread-safe; 28 bytes a row.
 */
public final class Times {
  static final String STARTS = "time-starts";
  static final String MINUTES = "minutes";

  /** How many features there are of an item. */
  public static final int FEATURES = 4;

  private static final double YEAR = 365.25 * 1_440;

  /** The scales of the kernel, in years. */
  private static final double[] SCALES = {0.25, 1, 4};

  private final int[] starts;
  private final int[] minutes;
  private final float[][] before;
  private final float[][] after;
  private final int usual;
  private final int latest;

  /**
   * From rows by item.
   *
   * @param starts {@code [N + 1]}: where each item's rows begin
   * @param minutes since 1970 of each row, ascending for each item; at least one. Neither is copied
   * @throws IllegalArgumentException if they are not
   */
  public Times(int[] starts, int[] minutes) {
    int items = starts.length - 1;
    if (items < 1 || minutes.length == 0 || starts[0] != 0 || starts[items] != minutes.length) {
      throw new IllegalArgumentException(
          "expected one time or more, of items that tile them, found " + minutes.length);
    }
    this.starts = starts;
    this.minutes = minutes;
    this.before = new float[SCALES.length][minutes.length];
    this.after = new float[SCALES.length][minutes.length];
    int[] first = new int[items];
    int met = 0;
    int last = Integer.MIN_VALUE;
    for (int item = 0; item < items; item++) {
      requireOrder(item);
      sum(starts[item], starts[item + 1]);
      if (starts[item] < starts[item + 1]) {
        first[met++] = minutes[starts[item]];
        last = Math.max(last, minutes[starts[item + 1] - 1]);
      }
    }
    Arrays.sort(first, 0, met);
    this.usual = first[met / 2];
    this.latest = last;
  }

  private void requireOrder(int item) {
    for (int row = starts[item] + 1; row < starts[item + 1]; row++) {
      if (minutes[row] < minutes[row - 1]) {
        throw new IllegalArgumentException(
            "expected the times of item " + item + " in order, found an earlier one behind");
      }
    }
    if (starts[item] > starts[item + 1]) {
      throw new IllegalArgumentException(
          "expected the times of items in order, found item " + item + " to end before it begins");
    }
  }

  private void sum(int from, int to) {
    for (int s = 0; s < SCALES.length; s++) {
      for (int row = from; row < to; row++) {
        before[s][row] =
            (float) (1 + (row == from ? 0 : before[s][row - 1] * decay(row, row - 1, s)));
      }
      for (int row = to - 1; row >= from; row--) {
        after[s][row] =
            (float) (1 + (row == to - 1 ? 0 : after[s][row + 1] * decay(row + 1, row, s)));
      }
    }
  }

  private double decay(int later, int earlier, int scale) {
    return decay((double) minutes[later] - minutes[earlier], scale);
  }

  private static double decay(double past, int scale) {
    return Math.exp(-past / (SCALES[scale] * YEAR));
  }

  /** How many items. */
  public int size() {
    return starts.length - 1;
  }

  /** When the last of all rows was, in seconds since 1970. */
  public long latest() {
    return latest * 60L;
  }

  /**
   * Writes features of some items at a moment: the logarithm of one more than the sum on each
   * scale, and how many years ago somebody first met the item, negative for later; for an item
   * without a row the usual.
   *
   * @param seconds since 1970
   * @param items which
   * @param n how many of them
   * @param features {@code [offset + FEATURES][n]}, of which those from the offset on are written
   */
  public void fill(long seconds, int[] items, int n, float[][] features, int offset) {
    double time = seconds / 60.0;
    for (int i = 0; i < n; i++) {
      int from = starts[items[i]];
      int to = starts[items[i] + 1];
      int next = from;
      for (int high = to; next < high; ) {
        int middle = (next + high) >>> 1;
        if (minutes[middle] < time) {
          next = middle + 1;
        } else {
          high = middle;
        }
      }
      for (int s = 0; s < SCALES.length; s++) {
        double sum = 0;
        if (next > from) {
          sum += before[s][next - 1] * decay(time - minutes[next - 1], s);
        }
        if (next < to) {
          sum += after[s][next] * decay(minutes[next] - time, s);
        }
        features[offset + s][i] = (float) Math.log1p(sum);
      }
      int first = from == to ? usual : minutes[from];
      features[offset + SCALES.length][i] = (float) ((time - first) / YEAR);
    }
  }

  Map<String, Tensor> tensors() {
    return Map.of(STARTS, Tensor.Ints.vector(starts), MINUTES, Tensor.Ints.vector(minutes));
  }
}
