package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrecOrderTest {
  @Test
  void greaterStringsComeFirstNotGreaterNumbers() {
    assertArrayEquals(new int[] {2, 0, 3, 1}, TrecOrder.of(List.of("d10", "d9", "d1", "d100")));
  }

  @Test
  void bytesDecideNotJavaCharacters() {
    // U+1F600 is the greater in UTF-8, U+FF5E in UTF-16.
    assertArrayEquals(new int[] {1, 0, 2}, TrecOrder.of(List.of("\uFF5E", "\uD83D\uDE00", "z")));
  }

  @Test
  void anIdOfTwoItemsIsRefused() {
    List<String> twice = List.of("a", "b", "a");
    assertThrows(IllegalArgumentException.class, () -> TrecOrder.of(twice));
  }
}
