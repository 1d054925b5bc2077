package org.llmrec.train.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.rank.tree.TreeShap;
import org.llmrec.rank.tree.Trees;

/** Our trees against those that they were converted from. */
class XgboostParityTest {
  private static final int ROWS = 200;

  @ParameterizedTest
  @EnumSource(TreeObjective.class)
  void scoresAndContributionsAreThoseOfXgboost(TreeObjective objective) throws XGBoostError {
    for (long seed = 1; seed <= 3; seed++) {
      int columns = (int) (4 * seed - 3);
      TreeData data = TreeSamples.of(objective, seed, 1_000, columns);
      TreeData other = TreeSamples.of(objective, -seed, ROWS, columns);
      TreeSettings settings = TreeSettings.of(objective).size(30, (int) (2 + 5 * seed));
      try (NativeBooster booster =
          NativeBooster.open(data, Optional.empty(), settings, TreeTrainer.Run.of(seed, 1))) {
        for (int round = 0; round < settings.rounds(); round++) {
          booster.grow(round);
        }
        compare(booster, other, "seed " + seed);
      }
    }
  }

  private static void compare(NativeBooster booster, TreeData data, String where)
      throws XGBoostError {
    Trees trees = booster.trees(Integer.MAX_VALUE);
    TreeShap shap = new TreeShap(trees);
    float[] scores = new float[data.rows()];
    trees.score(data.features(), data.rows(), scores);
    DMatrix matrix = NativeBooster.matrix(data);
    try {
      float[][] margins = booster.booster().predict(matrix, true);
      float[][] contributions = booster.booster().predictContrib(matrix, 0);
      for (int row = 0; row < data.rows(); row++) {
        String place = where + " row " + row;
        // The same sums in the same order: not a bit of difference.
        assertEquals(margins[row][0], scores[row], place);
        float[] features = TreeSamples.row(data, row);
        assertEquals(scores[row], trees.score(features), place);
        if (row % 10 == 0) {
          double[] ours = shap.contributions(features);
          // XGBoost adds contributions up in 32 bits.
          double rounding = 1e-5 * Math.max(10, Math.abs(scores[row]));
          double sum = shap.baseline();
          for (int column = 0; column < data.columns(); column++) {
            assertEquals(contributions[row][column], ours[column], rounding, place);
            sum += ours[column];
          }
          assertEquals(contributions[row][data.columns()], shap.baseline(), rounding, place);
          assertEquals(scores[row], sum, 1e-5 * Math.max(1, Math.abs(scores[row])), place);
        }
      }
    } finally {
      matrix.dispose();
    }
  }
}
