package org.llmrec.retrieve.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.vector.Vectors;

class CentroidsTest {
  @Test
  void twoTastesHaveTwoMiddlesTheLargerFirst() {
    List<float[]> units =
        List.of(unit(1, 0.1f, 0), unit(0, 0.1f, 1), unit(1, -0.1f, 0), unit(1, 0, 0));
    List<float[]> middles = Centroids.of(units, 2);
    assertEquals(2, middles.size());
    assertArrayEquals(new float[] {1, 0, 0}, middles.get(0), 1e-6f);
    assertArrayEquals(units.get(1), middles.get(1), 1e-6f);
  }

  @Test
  void equalTextsHaveOneMiddleAndNoneHaveNone() {
    float[] one = unit(1, 2, 3);
    List<float[]> middles = Centroids.of(List.of(one, one.clone(), one.clone()), 3);
    assertEquals(1, middles.size());
    assertArrayEquals(one, middles.get(0), 1e-6f);
    assertTrue(Centroids.of(List.of(), 4).isEmpty());
  }

  @Test
  void oppositesDoNotCancelOut() {
    List<float[]> middles = Centroids.of(List.of(unit(1, 0, 0), unit(-1, 0, 0)), 1);
    assertEquals(1, middles.size());
    assertEquals(1, Vectors.dot(middles.get(0), middles.get(0)), 1e-6f);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void moreMiddlesLieNoFartherOnTheWhole(long seed) {
    Random random = new Random(seed);
    List<float[]> units = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      float[] v = new float[8];
      for (int d = 0; d < 8; d++) {
        v[d] = (float) random.nextGaussian() + (d == i % 4 ? 4 : 0);
      }
      units.add(Vectors.normalise(v));
    }
    assertTrue(
        nearness(units, Centroids.of(units, 4)) > nearness(units, Centroids.of(units, 1)) + 0.05,
        "seed " + seed);
    List<float[]> again = Centroids.of(units, 4);
    for (int m = 0; m < 4; m++) {
      assertArrayEquals(Centroids.of(units, 4).get(m), again.get(m));
      assertEquals(1, Vectors.dot(again.get(m), again.get(m)), 1e-5f);
    }
  }

  private static double nearness(List<float[]> units, List<float[]> middles) {
    return units.stream()
        .mapToDouble(
            unit -> middles.stream().mapToDouble(m -> Vectors.dot(unit, m)).max().orElseThrow())
        .average()
        .orElseThrow();
  }

  private static float[] unit(float... values) {
    return Vectors.normalise(values);
  }
}
