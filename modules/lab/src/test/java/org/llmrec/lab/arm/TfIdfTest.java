package org.llmrec.lab.arm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.vector.Vectors;

class TfIdfTest {
  @Test
  void withFullWidthCosinesAreThoseOfTheWeighedCounts() {
    SortedMap<String, String> texts =
        new TreeMap<>(
            Map.of(
                "a", "Robots robot and a war",
                "b", "the robot's WAR, wars",
                "c", "love in war",
                "d", "love",
                "e", "nothing alike",
                "f", ""));
    Map<String, float[]> vectors = TfIdf.vectors(texts, 384);
    // Of six texts, "robot" is in 2, "war" in 3, "love" in 2; the words of e are in no other.
    assertEquals(List.of("a", "b", "c", "d"), List.copyOf(vectors.keySet()));
    double rare = Math.log(7.0 / 3) + 1;
    double war = Math.log(7.0 / 4) + 1;
    double twice = 1 + Math.log(2);
    double[] a = unit(twice * rare, war, 0);
    double[] b = unit(rare, twice * war, 0);
    double[] c = unit(0, war, rare);
    double[] d = unit(0, 0, rare);
    double[][] expected = {a, b, c, d};
    List<float[]> found = List.copyOf(vectors.values());
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double dot = 0;
        for (int t = 0; t < 3; t++) {
          dot += expected[i][t] * expected[j][t];
        }
        assertEquals(dot, Vectors.dot(found.get(i), found.get(j)), 1e-5, i + " " + j);
      }
    }
  }

  private static double[] unit(double... v) {
    double norm = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    return new double[] {v[0] / norm, v[1] / norm, v[2] / norm};
  }

  @Test
  void theWidthIsAtMostWhatWasAskedFor() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    Samples.books().items().forEach(item -> texts.put(item.id(), item.description()));
    assertEquals(20, TfIdf.vectors(texts, 20).get("b001").length);
    Map<String, float[]> all = TfIdf.vectors(texts, 384);
    assertEquals(100, all.get("b001").length);
    all.values().forEach(vector -> assertEquals(1, Vectors.dot(vector, vector), 1e-4));
  }

  @Test
  void equalTextsGiveEqualBytes() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    Samples.books().answers().forEach(a -> texts.put(a.item() + a.prompt(), a.answer()));
    Map<String, float[]> once = TfIdf.vectors(texts, 64);
    TfIdf.vectors(texts, 64)
        .forEach((key, vector) -> assertArrayEquals(once.get(key), vector, key));
  }

  @Test
  void textsWithoutAWordInCommonAreRefused() {
    String message =
        assertThrows(
                ConfigException.class,
                () -> TfIdf.vectors(new TreeMap<>(Map.of("a", "one", "b", "two")), 8))
            .getMessage();
    assertTrue(message.contains("found none in 2 texts"), message);
  }
}
