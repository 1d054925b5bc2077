package org.llmrec.lab.run.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemPartsTest {
  @Test
  void theHeadHoldsHalfOfThePositives() {
    ItemParts parts = ItemParts.of(new int[] {1, 6, 0, 2, 3, 0});
    assertEquals("head", parts.of(1));
    assertEquals("tail", parts.of(4));
    assertEquals("cold", parts.of(2));
    assertEquals(Map.of("head", 1, "tail", 3, "cold", 2), parts.sizes());
  }

  @Test
  void itemsOfEqualPopularityAreOnOneSide() {
    ItemParts parts = ItemParts.of(new int[] {2, 2, 2, 2});
    assertEquals(Map.of("head", 4, "tail", 0, "cold", 0), parts.sizes());
  }

  @Test
  void withoutPositivesAllIsCold() {
    ItemParts parts = ItemParts.of(new int[3]);
    assertEquals(Map.of("head", 0, "tail", 0, "cold", 3), parts.sizes());
  }

  @Test
  void placesSayWhichRelevantItemsBelongToAPart() {
    ItemParts parts = ItemParts.of(new int[] {9, 1, 0, 9, 1});
    Map<String, int[]> places = parts.places(new int[] {0, 1, 3, 4});
    assertArrayEquals(new int[] {0, 2}, places.get("head"));
    assertArrayEquals(new int[] {1, 3}, places.get("tail"));
    assertEquals(2, places.size());
    assertEquals(5, IntStream.range(0, 5).filter(i -> !parts.of(i).isEmpty()).count());
  }
}
