package org.llmrec.enrich.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The question again, or the same words over and over: by runs of words that occur twice. */
final class Repetition {
  /** Six words in a row rarely meet by chance, names of books and people aside. */
  private static final int RUN = 6;

  private static final int LOOP = 4;

  private static final int FEWEST_WORDS = 3;

  /** Below it, all runs must come from the question. */
  private static final int FEW_WORDS = 12;

  private static final double FROM_QUESTION = 0.6;
  private static final double NEW = 0.5;
  private static final int LOOP_WORDS = 20;

  private Repetition() {}

  static void check(String text, String question, List<String> problems) {
    List<String> words = Words.of(text);
    Set<List<String>> distinct = new HashSet<>(runs(words, LOOP));
    if (words.size() >= LOOP_WORDS && distinct.size() < NEW * (words.size() - LOOP + 1)) {
      problems.add("The text says the same words over and over; say each thing once.");
    }
    if (fields(text) || fromQuestion(words, question)) {
      problems.add("The text repeats the question or the item's own text; answer in new words.");
    }
  }

  private static boolean fromQuestion(List<String> words, String question) {
    if (words.size() < FEWEST_WORDS) {
      return false;
    }
    // A title and nothing else has fewer words than a run.
    int run = Math.min(RUN, words.size());
    List<List<String>> runs = runs(words, run);
    Set<List<String>> asked = new HashSet<>(runs(Words.of(question), run));
    long shared = runs.stream().filter(asked::contains).count();
    return shared >= (words.size() < FEW_WORDS ? 1 : FROM_QUESTION) * runs.size();
  }

  /** The item's JSON, perhaps only its beginning. */
  private static boolean fields(String text) {
    String tight = text.replace(" ", "");
    return tight.contains("\"title\":\"")
        || tight.contains("\"description\":\"")
        || tight.contains("\"categories\":[");
  }

  /** Views, not texts put together anew: every answer of a catalogue passes here. */
  private static List<List<String>> runs(List<String> words, int length) {
    return IntStream.rangeClosed(0, words.size() - length)
        .mapToObj(i -> words.subList(i, i + length))
        .toList();
  }
}
