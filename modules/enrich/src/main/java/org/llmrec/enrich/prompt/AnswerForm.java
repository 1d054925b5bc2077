package org.llmrec.enrich.prompt;

/**
 * What a field's text has to look like.
 *
 * @param kind running text or tags
 * @param min the fewest words of a text, or tags
 * @param max the most words of a text, or tags
 */
public record AnswerForm(Kind kind, int min, int max) {
  /** Running text or tags. */
  public enum Kind {
    /** One paragraph. */
    TEXT,
    /** Lower-case tags, separated by a comma and a space. */
    TAGS
  }

  /** Checks the bounds. */
  public AnswerForm {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException(
          "expected 1 or more and a most, found " + min + ", " + max);
    }
  }
}
