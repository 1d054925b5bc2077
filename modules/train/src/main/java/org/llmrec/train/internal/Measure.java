package org.llmrec.train.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.llmrec.metrics.RankingMetrics;
import org.llmrec.metrics.TopK;

/** Ranks the whole catalogue for users and looks where what they held out stands. */
public final class Measure {
  /** The cut of every list that is measured. */
  public static final int K = 10;

  /** Scores of at most this many bytes are in memory at a time. */
  private static final long BLOCK_BYTES = 64L << 20;

  private Measure() {}

  /**
   * The first {@link #K} items of each user's list.
   *
   * @param users the users to rank for, {@code [U]}
   * @param items how many items there are
   * @param masked per user number the ordinals that may not be listed, ascending
   * @return {@code [U, K]}, shorter where fewer items are left
   */
  public static int[][] lists(int[] users, int items, CatalogueScores scores, int[][] masked) {
    int[][] lists = new int[users.length][];
    int block = (int) Math.clamp(BLOCK_BYTES / Float.BYTES / items, 1, 1024);
    for (int start = 0; start < users.length; start += block) {
      int first = start;
      int[] here = Arrays.copyOfRange(users, first, Math.min(users.length, first + block));
      float[] all = scores.of(here);
      IntStream.range(0, here.length)
          .parallel()
          .forEach(
              i -> {
                float[] row = Arrays.copyOfRange(all, i * items, (i + 1) * items);
                lists[first + i] = TopK.of(row, K, masked[here[i]]);
              });
    }
    return lists;
  }

  /** The figures of each list; {@code relevant} per user number, never empty for these users. */
  public static RankingMetrics[] of(int[] users, int[][] lists, int[][] relevant) {
    RankingMetrics[] figures = new RankingMetrics[users.length];
    Arrays.setAll(figures, i -> RankingMetrics.of(lists[i], relevant[users[i]], K));
    return figures;
  }

  /** The nDCG of each. */
  public static double[] ndcg(RankingMetrics[] figures) {
    return Arrays.stream(figures).mapToDouble(RankingMetrics::ndcg).toArray();
  }

  /** The mean, 0 of nothing. */
  public static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  /** Per user both lists' ordinals, ascending. */
  public static int[][] union(int[][] a, int[][] b) {
    int[][] union = new int[a.length][];
    Arrays.setAll(
        union,
        u ->
            IntStream.concat(Arrays.stream(a[u]), Arrays.stream(b[u]))
                .sorted()
                .distinct()
                .toArray());
    return union;
  }

  /** At most {@code most} of the users, evenly spaced, so that every run takes the same. */
  public static int[] spread(int[] users, int most) {
    if (users.length <= most) {
      return users;
    }
    return IntStream.range(0, most)
        .map(i -> users[(int) ((long) i * users.length / most)])
        .toArray();
  }
}
