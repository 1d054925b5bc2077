package org.llmrec.train.tree;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.metrics.BinaryScores;
import org.llmrec.metrics.CalibrationError;
import org.llmrec.rank.calibration.Calibration;
import org.llmrec.rank.calibration.DownSampled;
import org.llmrec.rank.calibration.IsotonicFit;
import org.llmrec.rank.calibration.Platt;
import org.llmrec.rank.calibration.PlattFit;
import org.llmrec.rank.tree.Trees;

/** What calibration does to trees that learnt with a fifth of the negatives. */
class CalibratedTreesTest {
  private static final double KEPT = .2;

  @Test
  void probabilitiesComeTrueOnRowsThatNobodySaw() {
    for (long seed = 1; seed <= 2; seed++) {
      TreeData data = downSampled(seed);
      TreeSettings settings = TreeSettings.of(TreeObjective.PROBABILITY).size(60, 16);
      Trees trees =
          TreeTrainer.train(data, Optional.empty(), settings, TreeTrainer.Run.of(seed, 1)).trees();
      TreeData fitOn = downSampled(100 + seed);
      double[] scores = scores(trees, fitOn);
      TreeData test = TreeSamples.of(TreeObjective.PROBABILITY, 200 + seed, 6_000, 6);
      double before = error(new Platt(1, 0), trees, test);
      for (Calibration fitted :
          List.of(PlattFit.of(scores, labels(fitOn)), IsotonicFit.of(scores, labels(fitOn)))) {
        double after = error(new DownSampled(fitted, KEPT), trees, test);
        String where = "seed " + seed + " " + fitted + ": " + before + " to " + after;
        assertTrue(after < before / 3 && after < .04, where);
        assertTrue(
            entropy(new DownSampled(fitted, KEPT), trees, test)
                < entropy(new Platt(1, 0), trees, test),
            where);
      }
    }
  }

  private static TreeData downSampled(long seed) {
    TreeData all = TreeSamples.of(TreeObjective.PROBABILITY, seed, 6_000, 6);
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> kept = new ArrayList<>();
    for (int row = 0; row < all.rows(); row++) {
      if (all.labels()[row] == 1 || random.nextDouble() < KEPT) {
        kept.add(row);
      }
    }
    float[] features = new float[kept.size() * all.columns()];
    float[] labels = new float[kept.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = all.labels()[kept.get(i)];
      System.arraycopy(
          TreeSamples.row(all, kept.get(i)), 0, features, i * all.columns(), all.columns());
    }
    return TreeData.of(all.columns(), features, labels);
  }

  private static double error(Calibration calibration, Trees trees, TreeData data) {
    return CalibrationError.of(labels(data), probabilities(calibration, trees, data), 15)
        .expected();
  }

  private static double entropy(Calibration calibration, Trees trees, TreeData data) {
    return BinaryScores.normalisedEntropy(labels(data), probabilities(calibration, trees, data));
  }

  private static double[] probabilities(Calibration calibration, Trees trees, TreeData data) {
    double[] scores = scores(trees, data);
    for (int row = 0; row < scores.length; row++) {
      scores[row] = calibration.probability(scores[row]);
    }
    return scores;
  }

  private static double[] scores(Trees trees, TreeData data) {
    double[] scores = new double[data.rows()];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = trees.score(TreeSamples.row(data, row));
    }
    return scores;
  }

  private static boolean[] labels(TreeData data) {
    boolean[] labels = new boolean[data.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = data.labels()[row] == 1;
    }
    return labels;
  }
}
