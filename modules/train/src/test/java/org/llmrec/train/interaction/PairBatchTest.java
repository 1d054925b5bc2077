package org.llmrec.train.interaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.train.internal.Batch;

class PairBatchTest {
  /**
   * Two users: the first with two positives of the three, and a negative that is liked after all.
   */
  private static final Batch BATCH =
      new Batch(
          new long[] {7, 8, 9},
          new long[] {3, 5},
          new long[] {0, 1, 0},
          new long[] {0, 1, 1},
          new long[] {2, 0},
          new float[] {0.4f, 0, 0.1f, 0.3f});

  @Test
  void positivesComeFirstThenTheNegativesOfEach() {
    PairBatch pairs = PairBatch.of(BATCH, 2, new SplittableRandom(1));
    assertArrayEquals(new long[] {0, 1, 0, 0, 0, 1, 1, 0, 0}, pairs.pairUsers());
    assertArrayEquals(new float[] {-1, -1, -1, 1, 1, 1, 1, 1, 1}, pairs.signs());
    for (int p = 0; p < 3; p++) {
      assertEquals(1f / 3, pairs.weights()[p]);
    }
    // A weight of the batch, spread over 2 draws out of 2 and over the user's positives.
    for (int at = 3; at < 9; at++) {
      int user = (int) pairs.pairUsers()[at];
      boolean first = pairs.pairItems()[at] == 2;
      float whole = BATCH.negativeWeights()[user * 2 + (first ? 0 : 1)];
      assertEquals(whole / (user == 0 ? 2 : 1), pairs.weights()[at], 1e-7f);
    }
  }

  /** What is drawn stands for all: with any loss per pair, its mean is the batch's. */
  @Test
  void onAverageTheLossIsThatOfAllNegatives() {
    SplittableRandom random = new SplittableRandom(2);
    double[] sums = new double[4];
    int rounds = 20_000;
    for (int round = 0; round < rounds; round++) {
      PairBatch pairs = PairBatch.of(BATCH, 1, random);
      for (int at = 3; at < 6; at++) {
        int place = pairs.pairItems()[at] == 2 ? 0 : 1;
        sums[(int) pairs.pairUsers()[at] * 2 + place] += pairs.weights()[at];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      assertEquals(BATCH.negativeWeights()[i], sums[i] / rounds, 0.01, "place " + i);
    }
  }
}
