package org.llmrec.train.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.method.FittedMethod;

/** Random order, popularity and recent popularity. */
class CountingMethodsTest {
  private static final long DAY = 86_400;

  @Test
  void popularityCountsRowsForAnyAsker() throws Exception {
    TrainingData data = Toy.of(3, new int[] {0, 1}, new int[] {1});
    FittedMethod fitted = Toy.fit("popularity", Map.of(), data);
    float[] scores = new float[3];
    fitted.score(new Asker.QueryText("sea"), scores);
    assertArrayEquals(new float[] {1, 2, 0}, scores);
    assertArrayEquals(new float[] {1, 2, 0}, Toy.scores(fitted, 3, 1));
  }

  @Test
  void aRowCountsHalfAfterEachHalfLife() throws Exception {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    rows.add(0, 0, 5, 100 * DAY);
    rows.add(1, 0, 5, 90 * DAY);
    rows.add(0, 1, 5, 80 * DAY);
    TrainingData data = TrainingData.everything(rows.build(Toy.ids("u", 2), Toy.ids("i", 3)));
    FittedMethod fitted = Toy.fit("recent-popularity", Map.of("half-life", 10), data);
    assertArrayEquals(new float[] {1.5f, 0.25f, 0}, Toy.scores(fitted, 3), 1e-6f);
  }

  @Test
  void recentPopularityNeedsTimes() {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    rows.add(0, 0, 5, 100 * DAY);
    rows.add(0, 1, 5, Interaction.NO_TIME);
    TrainingData data = TrainingData.everything(rows.build(Toy.ids("u", 1), Toy.ids("i", 2)));
    Exception e =
        assertThrows(ConfigException.class, () -> Toy.fit("recent-popularity", Map.of(), data));
    assertTrue(e.getMessage().contains("none in 1"), e.getMessage());
  }

  @Test
  void randomOrderIsFixedByTheSeedAndTheAsker() throws Exception {
    int items = 2_000;
    TrainingData data = Toy.of(items, new int[] {0, 1}, new int[] {1});
    FittedMethod one = Toy.fit("random", Map.of(), data, Optional.empty(), 1);
    FittedMethod two = Toy.fit("random", Map.of(), data, Optional.empty(), 2);
    float[] first = scores(one, new Asker.Reader(0, new int[] {0, 1}), items);
    float[] other = scores(one, new Asker.Reader(1, new int[] {1}), items);
    assertArrayEquals(first, scores(one, new Asker.Reader(0, new int[] {0}), items));
    assertNotEquals(Arrays.toString(first), Arrays.toString(other));
    float[] seed = scores(two, new Asker.Reader(0, new int[] {0, 1}), items);
    assertNotEquals(Arrays.toString(first), Arrays.toString(seed));
    assertNotEquals(
        Arrays.toString(scores(one, new Asker.QueryText("sea"), items)),
        Arrays.toString(scores(one, new Asker.QueryText("see"), items)));
    // Uniform: mean 1/2 with a standard error of 0.0065, and unrelated between askers.
    double mean = 0;
    double product = 0;
    for (int item = 0; item < items; item++) {
      mean += first[item] / items;
      product += (first[item] - 0.5) * (other[item] - 0.5) / items;
    }
    assertEquals(0.5, mean, 0.03);
    assertEquals(0, product, 0.01);
  }

  private static float[] scores(FittedMethod fitted, Asker asker, int items) {
    float[] scores = new float[items];
    fitted.score(asker, scores);
    return scores;
  }
}
