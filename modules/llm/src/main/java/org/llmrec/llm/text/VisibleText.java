package org.llmrec.llm.text;

import java.text.Normalizer;

/**
 * Text as a person sees it. A language model reads what a page doesn't show (controls, writing
 * directions, the Unicode tag block, zero-width characters), so foreign text loses it before it is
 * put into a question, and an answer before it is kept.
 *
 * <p>Letters that only look like others stay: nobody can tell a trick from a foreign word.
 * Stateless and thread-safe.
 */
public final class VisibleText {
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int NEXT_LINE = 0x85;
  private static final int BLANK_BRAILLE = 0x2800;

  /** More marks on a letter than any orthography sets; beyond them it is decoration. */
  private static final int MOST_MARKS = 6;

  private VisibleText() {}

  /**
   * What a person would see of it: invisible characters removed, every run of blanks and line ends
   * as one space, none at the ends, composed to Unicode's form C.
   *
   * @param limit the most code points; what is cut ends in an ellipsis, which comes on top
   */
  public static String of(String text, int limit) {
    StringBuilder kept = new StringBuilder(Math.min(text.length(), limit + 1));
    int count = 0;
    boolean gap = false;
    int joiner = 0;
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (blank(c)) {
        gap = count > 0;
        joiner = 0;
        marks = 0;
        continue;
      }
      if (c == JOINER || c == NON_JOINER) {
        // Some scripts and many emoji can't be written without joiners; one between two characters
        // is writing, more or one at an edge is padding.
        joiner = joiner == 0 && count > 0 && !gap ? c : joiner;
        continue;
      }
      if (!visible(c)) {
        continue;
      }
      marks = mark(c) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        continue;
      }
      // What lies between is written with what follows it, so that none ends the text.
      int more = gap || joiner != 0 ? 2 : 1;
      if (count + more > limit) {
        return composed(kept, limit, true);
      }
      if (gap) {
        kept.append(' ');
      } else if (joiner != 0) {
        kept.appendCodePoint(joiner);
      }
      kept.appendCodePoint(c);
      count += more;
      gap = false;
      joiner = 0;
    }
    return composed(kept, limit, false);
  }

  /**
   * Only after cleaning: a million marks on one letter would take the normaliser minutes to sort. A
   * few characters become two or three in form C, hence the second look at the limit.
   */
  private static String composed(CharSequence kept, int limit, boolean cut) {
    String text = Normalizer.normalize(kept, Normalizer.Form.NFC);
    if (text.codePointCount(0, text.length()) > limit) {
      return text.substring(0, text.offsetByCodePoints(0, limit)) + "…";
    }
    return cut ? text + "…" : text;
  }

  private static boolean blank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == NEXT_LINE
        || c == BLANK_BRAILLE;
  }

  private static boolean mark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> !ignorable(c);
    };
  }

  /**
   * Letters and marks that Unicode calls default-ignorable: they show nothing, and a run of
   * variation selectors can carry a whole hidden message.
   */
  private static boolean ignorable(int c) {
    return c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFFA0
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }
}
