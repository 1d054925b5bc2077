package org.llmrec.train.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.MethodWorld;

class ItemKnnTest {
  /** Item 0 has three users, item 1 two of them, item 2 one: cosines 2/√6, 1/√3 and 0. */
  @Test
  void theHandCase() throws Exception {
    TrainingData data = Toy.of(4, new int[] {0, 1}, new int[] {0, 1}, new int[] {0, 2});
    FittedMethod knn = Toy.fit("item-knn", Map.of("shrink", 0), data);
    float[] expected = {0, (float) (2 / Math.sqrt(6)), (float) (1 / Math.sqrt(3)), 0};
    assertArrayEquals(expected, Toy.scores(knn, 4, 0), 1e-6f);
    float together = (float) (2 / Math.sqrt(6) + 1 / Math.sqrt(3));
    assertEquals(together, Toy.scores(knn, 4, 1, 2)[0], 1e-6f);
    FittedMethod shrunk = Toy.fit("item-knn", Map.of("shrink", 10), data);
    assertEquals(2 / (Math.sqrt(6) + 10), Toy.scores(shrunk, 4, 0)[1], 1e-6f);
  }

  @Test
  void onlyTheNearestCountAndEqualOnesGoById() throws Exception {
    // Items 1 and 2 are equally near to 0, item 3 is nearer.
    TrainingData data = Toy.of(4, new int[] {0, 1, 2, 3}, new int[] {0, 3});
    FittedMethod two = Toy.fit("item-knn", Map.of("k", 2, "shrink", 0), data);
    assertEquals(1, Toy.scores(two, 4, 3)[0], 1e-6f);
    assertEquals(1 / Math.sqrt(2), Toy.scores(two, 4, 1)[0], 1e-6f);
    assertEquals(0, Toy.scores(two, 4, 2)[0]);
  }

  @Test
  void normalisedScoresAreTheShareOfTheNeighbours() throws Exception {
    TrainingData data = Toy.of(3, new int[] {0, 1}, new int[] {0, 1}, new int[] {0, 2});
    Map<String, Object> settings = Map.of("shrink", 0, "normalise", "neighbours");
    FittedMethod knn = Toy.fit("item-knn", settings, data);
    assertArrayEquals(new float[] {1, 1, 1}, Toy.scores(knn, 3, 0, 1, 2), 1e-6f);
    double one = 2 / Math.sqrt(6);
    double other = 1 / Math.sqrt(3);
    assertEquals(one / (one + other), Toy.scores(knn, 3, 1)[0], 1e-6f);
  }

  @Test
  void agreesWithTheDefinitionOnEveryPair() throws Exception {
    TrainingData data = MethodWorld.data();
    int n = data.items().size();
    int k = 6;
    FittedMethod knn = Toy.fit("item-knn", Map.of("k", k, "shrink", 2), data);
    int[][] histories = data.positives().itemsByUser();
    int[] counts = data.positives().popularity();
    for (int item = 0; item < n; item++) {
      float[] similar = new float[n];
      for (int[] history : histories) {
        if (Arrays.binarySearch(history, item) >= 0) {
          for (int other : history) {
            similar[other]++;
          }
        }
      }
      similar[item] = 0;
      for (int other = 0; other < n; other++) {
        similar[other] /= (float) (Math.sqrt((double) counts[item] * counts[other]) + 2);
      }
      List<Integer> nearest =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparing((Integer other) -> -similar[other]))
              .limit(k)
              .toList();
      for (int other = 0; other < n; other++) {
        double expected = nearest.contains(other) ? similar[other] : 0;
        assertEquals(expected, Toy.scores(knn, n, other)[item], 1e-6, item + ", " + other);
      }
    }
  }
}
