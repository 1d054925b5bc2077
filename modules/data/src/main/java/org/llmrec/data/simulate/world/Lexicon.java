package org.llmrec.data.simulate.world;

import java.util.SplittableRandom;

/**
 * Words that nobody speaks: number {@code w} is always the same word, of one to four syllables, the
 * common ones short. No two numbers below {@link #SIZE} share one.
 */
final class Lexicon {
  /** How many words there are. */
  static final int SIZE = 40_000;

  private static final int GENRE_WORDS = 300;
  private static final double ZIPF = 0.9;
  private static final String[] ONSETS = {
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"
  };
  private static final String[] RHYMES = {
    "a", "e", "i", "o", "u", "an", "en", "or", "is", "al", "ar", "on", "ea", "um", "ith", "ock"
  };
  private static final int SYLLABLES = ONSETS.length * RHYMES.length;

  private Lexicon() {}

  /** A word by its number. */
  static String word(int number) {
    StringBuilder word = new StringBuilder();
    int left = number;
    do {
      int syllable = left % SYLLABLES;
      word.append(ONSETS[syllable / RHYMES.length]).append(RHYMES[syllable % RHYMES.length]);
      left = left / SYLLABLES - 1;
    } while (left >= 0);
    return word.toString();
  }

  /** A word of all, by Zipf's law. */
  static String any(SplittableRandom random) {
    return word(Draws.rank(random, SIZE, ZIPF));
  }

  /** A word of a genre's own few hundred, which are scattered over all words. */
  static String of(int genre, SplittableRandom random) {
    int rank = Draws.rank(random, GENRE_WORDS, ZIPF);
    return word((int) Math.floorMod(genre * 7_919L * GENRE_WORDS + rank * 131L, (long) SIZE));
  }

  /** What a genre is called. */
  static String genre(int genre) {
    return word(Math.floorMod(genre * 37 + SYLLABLES, SIZE)) + "-" + (genre + 1);
  }
}
