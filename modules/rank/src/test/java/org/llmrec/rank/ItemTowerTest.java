package org.llmrec.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ItemTowerTest {

  @Test
  void agreesWithTheDefinitionInDoubles() {
    long seed = 1;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 60; round++) {
      int fieldDims = random.nextInt(1, 90);
      List<String> fields = List.of("description", "tag", "eng").subList(0, random.nextInt(1, 4));
      Map<String, float[]> missing = new LinkedHashMap<>();
      fields.forEach(field -> missing.put(field, Samples.unit(random, fieldDims)));
      List<Dense> layers = new ArrayList<>();
      int width = fields.size() * fieldDims;
      for (int n = random.nextInt(3); n >= 0; n--) {
        int out = random.nextInt(1, 70);
        layers.add(Samples.layer(random, width, out));
        width = out;
      }
      ItemTower tower = new ItemTower(fields, fieldDims, missing, layers);
      float[][] vectors = new float[fields.size()][];
      for (int f = 0; f < vectors.length; f++) {
        vectors[f] = random.nextInt(3) == 0 ? null : Samples.unit(random, fieldDims);
      }
      double[] expected = naive(fields, missing, layers, vectors);
      float[] found = tower.forward(vectors);
      assertEquals(tower.dims(), found.length);
      for (int d = 0; d < expected.length; d++) {
        assertEquals(
            expected[d],
            found[d],
            1e-5 * Math.max(1, Math.abs(expected[d])),
            "seed " + seed + ", round " + round);
      }
    }
  }

  @Test
  void aMissingFieldIsItsLearntVectorAndNotZero() {
    SplittableRandom random = new SplittableRandom(2);
    float[] stand = Samples.unit(random, 4);
    ItemTower tower =
        new ItemTower(
            List.of("description"),
            4,
            Map.of("description", stand),
            List.of(Samples.layer(random, 4, 3)));
    float[] missing = tower.forward(new float[][] {null});
    assertArrayEquals(tower.forward(new float[][] {stand}), missing);
    float[] zero = tower.forward(new float[][] {new float[4]});
    assertTrue(Math.abs(missing[0] - zero[0]) > 1e-4);
  }

  @Test
  void saysWhichWidthsDoNotFit() {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, float[]> missing = Map.of("description", new float[4]);
    List<String> fields = List.of("description");
    Dense wide = Samples.layer(random, 5, 3);
    assertRefused("takes 4", () -> new ItemTower(fields, 4, missing, List.of(wide)));
    Dense good = Samples.layer(random, 4, 3);
    assertRefused("takes 3", () -> new ItemTower(fields, 4, missing, List.of(good, good)));
    assertRefused("each field", () -> new ItemTower(fields, 4, Map.of(), List.of(good)));
    assertRefused("a layer", () -> new ItemTower(fields, 4, missing, List.of()));
    Dense infinite = Dense.of(4, 1, new float[] {1, 2, 1f / 0, 4}, new float[1]);
    assertRefused("finite", () -> new ItemTower(fields, 4, missing, List.of(infinite)));
    ItemTower tower = new ItemTower(fields, 4, missing, List.of(good));
    assertRefused("expected 1 vectors", () -> tower.forward(new float[2][]));
    assertRefused("expected 4 numbers", () -> tower.forward(new float[][] {new float[3]}));
  }

  private static void assertRefused(String reason, Runnable action) {
    var error = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }

  private static double[] naive(
      List<String> fields, Map<String, float[]> missing, List<Dense> layers, float[][] vectors) {
    List<Double> input = new ArrayList<>();
    for (int f = 0; f < vectors.length; f++) {
      for (float value : vectors[f] == null ? missing.get(fields.get(f)) : vectors[f]) {
        input.add((double) value);
      }
    }
    double[] x = input.stream().mapToDouble(Double::doubleValue).toArray();
    for (int n = 0; n < layers.size(); n++) {
      Dense layer = layers.get(n);
      double[] y = new double[layer.out()];
      for (int o = 0; o < y.length; o++) {
        y[o] = layer.bias().values()[o];
        for (int i = 0; i < x.length; i++) {
          y[o] += x[i] * layer.weight().values()[o * x.length + i];
        }
        if (n < layers.size() - 1) {
          y[o] = Math.max(0, y[o]);
        }
      }
      x = y;
    }
    return x;
  }
}
