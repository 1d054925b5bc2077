package org.llmrec.train.tree;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Seeded rows whose labels depend on features, some of which are missing. */
final class TreeSamples {
  private TreeSamples() {}

  /** Labels that suit the objective, in groups of 10 rows if it ranks. */
  static TreeData of(TreeObjective objective, long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] features = new float[rows * columns];
    float[] labels = new float[rows];
    for (int row = 0; row < rows; row++) {
      double sum = -1;
      for (int column = 0; column < columns; column++) {
        float x =
            switch (column % 3) {
              case 0 -> (float) random.nextGaussian();
              case 1 -> random.nextInt(4);
              default -> (float) Math.exp(4 * random.nextGaussian());
            };
        boolean missing = random.nextInt(5) == 0;
        features[row * columns + column] = missing ? Float.NaN : x;
        sum += missing ? .8 : column % 2 == 0 ? Math.tanh(x) : -Math.tanh(x) * x / 4;
      }
      labels[row] =
          switch (objective) {
            case NUMBER -> (float) (100 + sum + random.nextGaussian());
            case PROBABILITY -> random.nextDouble() < 1 / (1 + Math.exp(-2 * sum)) ? 1 : 0;
            case RANKING -> (int) Math.max(0, Math.min(4, 2 + sum + random.nextGaussian()));
          };
    }
    int[] groups = new int[objective == TreeObjective.RANKING ? rows / 10 : 0];
    Arrays.fill(groups, 10);
    return new TreeData(columns, features, labels, groups);
  }

  static float[] row(TreeData data, int row) {
    return Arrays.copyOfRange(data.features(), row * data.columns(), (row + 1) * data.columns());
  }
}
