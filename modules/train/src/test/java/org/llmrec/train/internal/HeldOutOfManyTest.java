package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrec.train.HeldOut;

class HeldOutOfManyTest {
  private static final int ITEMS = 20;

  @Test
  void ofManyUsersSomeAreMeasuredEvenlySpread() {
    assertEquals(5_000, measured(12_345).users());
  }

  @Test
  void ofFewUsersAllAreMeasured() {
    HeldOut all = measured(700);

    assertEquals(700, all.users());
    // Everybody's held-out item is item 1, which the scores put first.
    assertEquals(1, all.ranker().ndcg(), 1e-9);
  }

  private static HeldOut measured(int users) {
    int[][] train = new int[users][];
    int[][] test = new int[users][];
    Arrays.setAll(train, user -> new int[] {0});
    Arrays.setAll(test, user -> new int[] {1});
    Optional<HeldOut> heldOut =
        HeldOutTest.of(
            train,
            new int[users][0],
            test,
            ITEMS,
            asked -> {
              float[] scores = new float[asked.length * ITEMS];
              for (int user = 0; user < asked.length; user++) {
                scores[user * ITEMS + 1] = 1;
              }
              return scores;
            },
            3);
    return heldOut.orElseThrow();
  }
}
