package org.llmrec.rank.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;

class TextPairsTest {
  private static final TextPairs PAIRS = new TextPairs(2, new float[] {1, 2, 3, 4, 5, -6});

  @Test
  void anItemTheMeanOfTheHistoryAndTheirProductsStandSideBySide() {
    float[][] features = new float[7][2];
    PAIRS.fill(new int[] {0, 1}, new int[] {2, 0}, features, 1);
    assertArrayEquals(
        new float[][] {{0, 0}, {5, 1}, {-6, 2}, {2, 2}, {3, 3}, {10, 2}, {-18, 6}}, features);
    assertEquals(
        List.of(
            "text 1 of the item",
            "text 2 of the item",
            "text 1 of the history",
            "text 2 of the history",
            "text 1 of both",
            "text 2 of both"),
        PAIRS.names());
  }

  @Test
  void whoHasNoHistoryHasNoText() {
    float[][] features = new float[6][1];
    PAIRS.fill(new int[0], new int[] {1}, features, 0);
    assertArrayEquals(new float[][] {{3}, {4}, {0}, {0}, {0}, {0}}, features);
  }

  /** Behind all other features, which stay what they are. */
  @Test
  void signalsEndWithThem() {
    for (long seed = 0; seed < 20; seed++) {
      RandomRanker world = new RandomRanker(seed, true);
      Signals signals = world.ranker.signals();
      TextPairs pairs = signals.pairs().orElseThrow();
      int[] history = {3, 1};
      int[] items = {5, 2, 0};
      float[][] expected = new float[3 * pairs.width()][items.length];
      pairs.fill(history, items, expected, 0);
      try (Asking asking = signals.ask(new History(history, Interaction.NO_TIME))) {
        float[][] features = asking.features(items);
        for (int f = 0; f < expected.length; f++) {
          int at = signals.size() - expected.length + f;
          assertArrayEquals(expected[f], Arrays.copyOf(features[at], 3), "seed " + seed);
          assertEquals(pairs.names().get(f), signals.names().get(at));
        }
      }
    }
  }

  @Test
  void rowsOfAnotherWidthAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TextPairs(2, new float[5]));
  }
}
