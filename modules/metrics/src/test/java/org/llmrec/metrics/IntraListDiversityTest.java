package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntraListDiversityTest {
  @Test
  void theHandCaseHolds() {
    // East twice, of different lengths, north, west, and no direction.
    float[] vectors = {1, 0, 5, 0, 0, 2, -1, 0, 0, 0};
    IntraListDiversity diversity = new IntraListDiversity(vectors, 2);
    assertEquals(0, diversity.add(new int[] {0, 1}), 1e-15);
    assertEquals(1, diversity.add(new int[] {0, 2}), 1e-15);
    assertEquals(2, diversity.add(new int[] {0, 3}), 1e-15);
    // Cosines 1, 0, 0; the item without direction is left out.
    assertEquals(2 / 3.0, diversity.add(new int[] {0, 4, 1, 2}), 1e-15);
    assertTrue(Double.isNaN(diversity.add(new int[] {0, 4})));
    assertTrue(Double.isNaN(diversity.add(new int[0])));
    assertEquals(4, diversity.lists());
    assertEquals((0 + 1 + 2 + 2 / 3.0) / 4, diversity.mean(), 1e-15);
  }

  @Test
  void itIsTheMeanOverPairs() {
    long seed = 41;
    SplittableRandom random = new SplittableRandom(seed);
    int width = 7;
    float[] vectors = new float[20 * width];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) (random.nextDouble() - .3);
    }
    for (int round = 0; round < 100; round++) {
      int[] list = random.ints(random.nextInt(2, 12), 0, 20).toArray();
      double sum = 0;
      int pairs = 0;
      for (int i = 0; i < list.length; i++) {
        for (int j = 0; j < i; j++) {
          sum += cosine(vectors, width, list[i], list[j]);
          pairs++;
        }
      }
      assertEquals(
          1 - sum / pairs,
          new IntraListDiversity(vectors, width).add(list),
          1e-6,
          "seed " + seed + " round " + round);
    }
  }

  @Test
  void withoutListsThereIsNoMean() {
    assertTrue(Double.isNaN(new IntraListDiversity(new float[4], 2).mean()));
  }

  @Test
  void whatIsNoVectorIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new IntraListDiversity(new float[5], 2));
    IntraListDiversity diversity = new IntraListDiversity(new float[] {Float.NaN, 1}, 1);
    int[] list = {0, 1};
    assertThrows(IllegalArgumentException.class, () -> diversity.add(list));
  }

  private static double cosine(float[] vectors, int width, int a, int b) {
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < width; i++) {
      product += vectors[a * width + i] * vectors[b * width + i];
      squareA += vectors[a * width + i] * vectors[a * width + i];
      squareB += vectors[b * width + i] * vectors[b * width + i];
    }
    return product / Math.sqrt(squareA * squareB);
  }
}
