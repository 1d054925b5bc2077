package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinaryScoresTest {
  private static final boolean[] LABELS = {true, true, false, false};

  @Test
  void aTiedPairCountsHalf() {
    assertEquals(.875, BinaryScores.auc(LABELS, new double[] {.9, .4, .4, .1}));
  }

  @Test
  void zerosOfBothSignsTieAndInfinitiesCompare() {
    assertEquals(.5, BinaryScores.auc(LABELS, new double[] {-0.0, 0.0, 0.0, -0.0}));
    assertEquals(
        .75,
        BinaryScores.auc(
            LABELS, new double[] {Double.POSITIVE_INFINITY, -1, 0, Double.NEGATIVE_INFINITY}));
  }

  @Test
  void aucIsTheShareOfPairsInOrder() {
    long seed = 51;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      int rows = random.nextInt(2, 40);
      boolean[] labels = new boolean[rows];
      double[] scores = new double[rows];
      double[] logits = new double[rows];
      for (int i = 0; i < rows; i++) {
        labels[i] = i == 0 || i != 1 && random.nextBoolean();
        scores[i] = random.nextInt(8) / 8.0;
        logits[i] = Math.exp(scores[i]) * 100 - 7;
      }
      double pairs = 0;
      double right = 0;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < rows; j++) {
          if (labels[i] && !labels[j]) {
            pairs++;
            right += (Math.signum(scores[i] - scores[j]) + 1) / 2;
          }
        }
      }
      String where = "seed " + seed + " round " + round;
      assertEquals(right / pairs, BinaryScores.auc(labels, scores), 1e-15, where);
      // No map that keeps the order changes it.
      assertEquals(BinaryScores.auc(labels, scores), BinaryScores.auc(labels, logits), where);
    }
  }

  @Test
  void usersWithOneClassAreCountedAndLeftOut() {
    // User 7: .5 of 1 pair. User 2: 1 of 1. User 5 has only positive rows.
    int[] users = {7, 2, 5, 7, 2, 5};
    boolean[] labels = {true, true, true, false, false, true};
    double[] scores = {.3, .9, .1, .3, .8, .2};
    assertEquals(
        new BinaryScores.UserAuc(.75, 2, 1), BinaryScores.aucPerUser(users, labels, scores));
    BinaryScores.UserAuc none =
        BinaryScores.aucPerUser(new int[] {1}, new boolean[] {true}, new double[] {.5});
    assertTrue(Double.isNaN(none.mean()));
    assertEquals(1, none.oneClass());
  }

  @Test
  void tellingUsersApartRaisesOnlyThePooledAuc() {
    // Each user's rows tie, but the active user's lie above the other's.
    int[] users = {0, 0, 0, 1, 1, 1};
    boolean[] labels = {true, true, false, true, false, false};
    double[] scores = {.8, .8, .8, .2, .2, .2};
    assertEquals(.5, BinaryScores.aucPerUser(users, labels, scores).mean());
    assertEquals(6 / 9.0, BinaryScores.auc(labels, scores), 1e-15);
  }

  @Test
  void logLossIsTheSurprise() {
    assertEquals(
        -(Math.log(.8) + Math.log(.5) + Math.log(.9) + Math.log(.5)) / 4,
        BinaryScores.logLoss(LABELS, new double[] {.8, .5, .1, .5}),
        1e-15);
  }

  @Test
  void certaintyIsClipped() {
    boolean[] one = {true};
    assertEquals(0, BinaryScores.logLoss(one, new double[] {1}), 1e-14);
    assertEquals(-Math.log(1e-15), BinaryScores.logLoss(one, new double[] {0}), 1e-12);
    boolean[] other = {false};
    assertEquals(-Math.log(1e-15), BinaryScores.logLoss(other, new double[] {1}), 1e-2);
  }

  @Test
  void theConstantAtTheBaseRateHasNormalisedEntropyOne() {
    long seed = 52;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 100; round++) {
      boolean[] labels = new boolean[random.nextInt(2, 500)];
      int positives = random.nextInt(1, labels.length);
      Arrays.fill(labels, 0, positives, true);
      double[] constant = new double[labels.length];
      Arrays.fill(constant, (double) positives / labels.length);
      assertEquals(
          1, BinaryScores.normalisedEntropy(labels, constant), "seed " + seed + " round " + round);
    }
    assertTrue(BinaryScores.normalisedEntropy(LABELS, new double[] {.8, .6, .4, .2}) < 1);
    assertTrue(BinaryScores.normalisedEntropy(LABELS, new double[] {.6, .6, .6, .6}) > 1);
  }

  @Test
  void whatIsNotDefinedIsRefused() {
    boolean[] same = {true, true};
    double[] two = {.1, .2};
    double[] odd = {.1, Double.NaN};
    double[] far = {.1, 1.5};
    boolean[] both = {true, false};
    assertThrows(IllegalArgumentException.class, () -> BinaryScores.auc(same, two));
    assertThrows(IllegalArgumentException.class, () -> BinaryScores.normalisedEntropy(same, two));
    assertThrows(IllegalArgumentException.class, () -> BinaryScores.auc(both, odd));
    assertThrows(IllegalArgumentException.class, () -> BinaryScores.logLoss(both, odd));
    assertThrows(IllegalArgumentException.class, () -> BinaryScores.logLoss(both, far));
    assertThrows(IllegalArgumentException.class, () -> BinaryScores.logLoss(LABELS, two));
    assertThrows(
        IllegalArgumentException.class, () -> BinaryScores.logLoss(new boolean[0], new double[0]));
  }
}
