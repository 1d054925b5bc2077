package org.llmrec.train.hybrid;

import java.util.Arrays;
import java.util.Optional;
import org.llmrec.core.Interaction;
import org.llmrec.data.table.InteractionTable;

/**
 * What was liked when. Around any moment an item's rows count the less the further they are from
 * it, before or after: {@code sum of exp(-|t - t_row| / scale)}. That is not a forecast but the era
 * of somebody who asks: what people like them were offered.
 */
final class Times {
  private static final double YEAR = 365.25 * 86_400;

  /** The scales of the kernel, in years. */
  private static final double[] SCALES = {0.25, 1, 4};

  /** Sums at each row of the rows up to it, and from it on, on every scale. */
  private record Item(long[] times, double[][] before, double[][] after) {}

  private final Item[] items;
  private final long usual;

  private Times(Item[] items, long usual) {
    this.items = items;
    this.usual = usual;
  }

  /** Empty where a row has no time, or there is none. */
  static Optional<Times> of(InteractionTable rows) {
    int[] counts = rows.popularity();
    long[][] times = new long[counts.length][];
    Arrays.setAll(times, item -> new long[counts[item]]);
    int[] next = new int[counts.length];
    for (int row = 0; row < rows.size(); row++) {
      if (rows.time(row) == Interaction.NO_TIME) {
        return Optional.empty();
      }
      times[rows.item(row)][next[rows.item(row)]++] = rows.time(row);
    }
    long[] first =
        Arrays.stream(times)
            .filter(list -> list.length > 0)
            .mapToLong(list -> Arrays.stream(list).min().orElseThrow())
            .sorted()
            .toArray();
    if (first.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Times(
            Arrays.stream(times).map(Times::item).toArray(Item[]::new), first[first.length / 2]));
  }

  private static Item item(long[] times) {
    Arrays.sort(times);
    int n = times.length;
    double[][] before = new double[SCALES.length][n];
    double[][] after = new double[SCALES.length][n];
    for (int s = 0; s < SCALES.length; s++) {
      for (int i = 0; i < n; i++) {
        before[s][i] = 1 + (i == 0 ? 0 : before[s][i - 1] * decay(times[i] - times[i - 1], s));
      }
      for (int i = n - 1; i >= 0; i--) {
        after[s][i] = 1 + (i == n - 1 ? 0 : after[s][i + 1] * decay(times[i + 1] - times[i], s));
      }
    }
    return new Item(times, before, after);
  }

  private static double decay(long seconds, int scale) {
    return Math.exp(-seconds / (SCALES[scale] * YEAR));
  }

  /** How many features there are of an item. */
  static int features() {
    return SCALES.length + 1;
  }

  /**
   * Writes features of every item at a moment: the logarithm of one more than the sum on each
   * scale, and how many years ago somebody first met the item, negative for later; for an item
   * without a row the usual.
   *
   * @param features {@code [offset + features()][items]}, of which those from the offset on are
   *     written
   */
  void fill(long time, float[][] features, int offset) {
    for (int item = 0; item < items.length; item++) {
      Item rows = items[item];
      int at = Arrays.binarySearch(rows.times(), time);
      int next = at >= 0 ? at : -at - 1;
      for (int s = 0; s < SCALES.length; s++) {
        double sum = 0;
        if (next > 0) {
          sum += rows.before()[s][next - 1] * decay(time - rows.times()[next - 1], s);
        }
        if (next < rows.times().length) {
          sum += rows.after()[s][next] * decay(rows.times()[next] - time, s);
        }
        features[offset + s][item] = (float) Math.log1p(sum);
      }
      long first = rows.times().length == 0 ? usual : rows.times()[0];
      features[offset + SCALES.length][item] = (float) ((time - first) / YEAR);
    }
  }
}
