package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The numbers of a title: one letter's difference in them is another film. */
final class Numerals {
  private static final Set<String> ROMAN =
      Set.of(
          "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private Numerals() {}

  /** Whether two keys have the same ones in the same order. */
  static boolean same(String a, String b) {
    return of(a).equals(of(b));
  }

  private static List<String> of(String key) {
    List<String> numerals = new ArrayList<>();
    for (String word : key.split(" ")) {
      if (ROMAN.contains(word) || word.chars().anyMatch(Character::isDigit)) {
        numerals.add(word);
      }
    }
    return numerals;
  }
}
