package org.llmrec.train.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.MethodWorld;

class UserKnnTest {
  /** With {0}: u0 likes 0 and 1, cosine 1/√2; u1 likes 0, 1 and 2, cosine 1/√3; u2 likes 3. */
  @Test
  void theHandCase() throws Exception {
    TrainingData data = Toy.of(5, new int[] {0, 1}, new int[] {0, 1, 2}, new int[] {3});
    FittedMethod knn = Toy.fit("user-knn", Map.of("shrink", 0), data);
    float first = (float) (1 / Math.sqrt(2));
    float second = (float) (1 / Math.sqrt(3));
    float[] expected = {first + second, first + second, second, 0, 0};
    assertArrayEquals(expected, Toy.scores(knn, 5, 0), 1e-6f);
    FittedMethod one = Toy.fit("user-knn", Map.of("shrink", 0, "k", 1), data);
    assertArrayEquals(new float[] {first, first, 0, 0, 0}, Toy.scores(one, 5, 0), 1e-6f);
    FittedMethod shrunk = Toy.fit("user-knn", Map.of("shrink", 10), data);
    assertEquals(1 / (Math.sqrt(3) + 10), Toy.scores(shrunk, 5, 0)[2], 1e-6f);
  }

  @Test
  void nobodyIsTheirOwnNeighbourAndStrangersToAllGetThePopular() throws Exception {
    TrainingData data = Toy.of(4, new int[] {0, 1}, new int[] {0, 2});
    FittedMethod knn = Toy.fit("user-knn", Map.of("shrink", 0), data);
    float[] scores = new float[4];
    knn.score(new Asker.Reader(0, new int[] {0, 1}), scores);
    assertArrayEquals(new float[] {0.5f, 0, 0.5f, 0}, scores, 1e-6f);
    assertArrayEquals(new float[] {2, 1, 1, 0}, Toy.scores(knn, 4, 3));
  }

  @Test
  void agreesWithTheDefinition() throws Exception {
    TrainingData data = MethodWorld.data();
    int items = data.items().size();
    int k = 7;
    FittedMethod knn = Toy.fit("user-knn", Map.of("k", k, "shrink", 2), data);
    int[][] histories = data.positives().itemsByUser();
    int[] asked = {2, 3, 6, 7, 11};
    double[] alike = new double[histories.length];
    for (int user = 0; user < alike.length; user++) {
      int[] own = histories[user];
      long shared = Arrays.stream(asked).filter(i -> Arrays.binarySearch(own, i) >= 0).count();
      alike[user] = shared / (Math.sqrt((double) asked.length * own.length) + 2);
    }
    List<Double> best =
        Arrays.stream(alike).boxed().sorted(Comparator.reverseOrder()).limit(k).toList();
    float[] found = Toy.scores(knn, items, asked);
    for (int item = 0; item < items; item++) {
      int i = item;
      double expected =
          IntStream.range(0, alike.length)
              .filter(user -> alike[user] > 0 && alike[user] >= best.getLast() - 1e-9)
              .filter(user -> Arrays.binarySearch(histories[user], i) >= 0)
              .mapToDouble(user -> alike[user])
              .sum();
      assertEquals(expected, found[item], 1e-5, "item " + item);
    }
  }
}
