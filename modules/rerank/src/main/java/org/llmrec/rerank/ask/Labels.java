package org.llmrec.rerank.ask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** What items are called in a question. */
final class Labels {
  /** One letter is one token for every tokenizer at hand. */
  static final int LETTERS = 26;

  /** Of two items, as the literature calls them. */
  static final List<String> PAIR = List.of("A", "B");

  private Labels() {}

  /**
   * Drawn by lot, so that a text cannot know what it will be called: one capital letter each, or
   * two where there are more items than letters.
   *
   * @param n from 1 to 676
   */
  static List<String> draw(int n, long seed) {
    List<String> all = new ArrayList<>();
    for (char first = 'A'; first <= 'Z'; first++) {
      if (n <= LETTERS) {
        all.add(String.valueOf(first));
        continue;
      }
      for (char second = 'A'; second <= 'Z'; second++) {
        all.add("" + first + second);
      }
    }
    Collections.shuffle(all, new SplittableRandom(seed));
    return List.copyOf(all.subList(0, n));
  }
}
