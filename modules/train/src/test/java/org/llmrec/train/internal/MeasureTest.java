package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.llmrec.metrics.RankingMetrics;

class MeasureTest {

  @Test
  void maskedItemsAreNotListedAndFiguresAreThoseOfTheList() {
    float[][] scores = {{0, 5, 4, 3}, {9, 1, 2, 3}, {1, 1, 1, 1}};
    int[] users = {2, 0};
    int[][] masked = {{1}, {}, {0, 3}};
    int[][] lists =
        Measure.lists(
            users,
            4,
            block -> {
              float[] rows = new float[block.length * 4];
              for (int i = 0; i < block.length; i++) {
                System.arraycopy(scores[block[i]], 0, rows, i * 4, 4);
              }
              return rows;
            },
            masked);
    assertArrayEquals(new int[][] {{1, 2}, {2, 3, 0}}, lists);
    RankingMetrics[] figures = Measure.of(users, lists, new int[][] {{3}, {}, {1}});
    assertEquals(1, figures[0].ndcg(), 1e-12);
    assertEquals(Math.log(2) / Math.log(3), figures[1].ndcg(), 1e-12);
  }

  @Test
  void aSpreadIsEvenAndTheSameEveryTime() {
    int[] users = {3, 5, 7, 9, 11, 13};
    assertArrayEquals(new int[] {3, 7, 11}, Measure.spread(users, 3));
    assertArrayEquals(users, Measure.spread(users, 6));
  }
}
