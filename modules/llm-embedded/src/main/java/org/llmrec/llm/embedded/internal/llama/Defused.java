package org.llmrec.llm.embedded.internal.llama;

import java.util.List;

/**
 * Keeps what people wrote from being read as control tokens: a description that holds {@code
 * <|im_end|>} would otherwise end the user's turn and begin whatever it likes. A space after the
 * first character breaks the mark, and the reader still sees what was there.
 */
final class Defused {
  private final List<String> marks;

  /**
   * Against these marks.
   *
   * @param marks none blank
   */
  Defused(List<String> marks) {
    this.marks = List.copyOf(marks);
  }

  /** The text without a mark, and without zero characters, which would end it in C. */
  String text(String text) {
    String safe = text.replace('\0', ' ');
    boolean changed = true;
    while (changed) {
      changed = false;
      for (String mark : marks) {
        if (safe.contains(mark)) {
          safe = safe.replace(mark, broken(mark));
          changed = true;
        }
      }
    }
    return safe;
  }

  private static String broken(String mark) {
    int first = mark.offsetByCodePoints(0, 1);
    // One character cannot be broken. It goes.
    return first == mark.length() ? "" : mark.substring(0, first) + " " + mark.substring(first);
  }
}
