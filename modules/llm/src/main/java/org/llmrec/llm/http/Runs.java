package org.llmrec.llm.http;

/** Finds one text's parts in another. */
final class Runs {
  private Runs() {}

  /** How many characters of {@code text} from {@code from} on stand in {@code other} in a row. */
  static int length(String text, int from, String other) {
    int length = 0;
    while (from + length < text.length()
        && other.contains(text.substring(from, from + length + 1))) {
      length++;
    }
    return length;
  }
}
