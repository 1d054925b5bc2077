package org.llmrec.bench.ranker;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.rank.Dense;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.rank.mlp.Mlp;
import org.llmrec.rank.mlp.MlpInput;

/** What is scored: the same numbers in every fork. */
final class Work {
  static final int CANDIDATES = 1_000;
  static final int TOWER_WIDTH = 128;
  static final MlpInput INPUT = new MlpInput(384, 384, 0);
  private static final int[] HIDDEN = {256, 128};

  private Work() {}

  /** 768 → 256 → 128 → 1, with weights that keep numbers at their size. */
  static Mlp mlp() {
    SplittableRandom random = new SplittableRandom(1);
    List<Dense> layers = new ArrayList<>();
    int width = INPUT.width();
    for (int n = 0; n <= HIDDEN.length; n++) {
      int out = n < HIDDEN.length ? HIDDEN[n] : 1;
      double most = Math.sqrt((n == 0 ? 3.0 : 6.0) / width);
      layers.add(
          Dense.of(
              width, out, uniform(random, (long) width * out, most), uniform(random, out, 0.1)));
      width = out;
    }
    return new Mlp(layers);
  }

  /** Multiply-adds of one candidate, times two, once the first layer is split. */
  static double splitFlops() {
    return 2.0 * (HIDDEN[0] * HIDDEN[1] + HIDDEN[1]);
  }

  /** The same for all of it. */
  static double flops() {
    return splitFlops() + 2.0 * INPUT.width() * HIDDEN[0];
  }

  static float[] uniform(SplittableRandom random, long count, double most) {
    float[] values = new float[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * most);
    }
    return values;
  }

  /** {@code [requests][count]} different candidates each. */
  static int[][] requests(int requests, int count, int size) {
    SplittableRandom random = new SplittableRandom(2);
    int[][] all = new int[requests][];
    for (int r = 0; r < requests; r++) {
      all[r] = random.ints(0, size).distinct().limit(count).toArray();
    }
    return all;
  }

  static UserFoldIn.Rows rows(float[] values, int width) {
    return new UserFoldIn.Rows() {
      @Override
      public int size() {
        return values.length / width;
      }

      @Override
      public void read(int ordinal, float[] target, int offset) {
        System.arraycopy(values, ordinal * width, target, offset, width);
      }
    };
  }
}
