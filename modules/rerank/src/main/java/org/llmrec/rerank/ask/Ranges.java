package org.llmrec.rerank.ask;

/** Checks of numbers that a strategy is made of. */
final class Ranges {
  private Ranges() {}

  static void atLeast(String what, int least, int found) {
    within(what, least, Integer.MAX_VALUE, found);
  }

  static void within(String what, int least, int most, int found) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          what
              + ": expected "
              + least
              + (most == Integer.MAX_VALUE ? " or more" : " to " + most)
              + ", found "
              + found);
    }
  }
}
