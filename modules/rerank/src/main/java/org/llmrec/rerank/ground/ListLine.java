package org.llmrec.rerank.ground;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of an answer.
 *
 * @param kind by what it is marked as an entry
 * @param indent how many blanks are before it
 * @param text what follows the mark
 * @param whole the line with its mark
 */
record ListLine(Kind kind, int indent, String text, String whole) {
  /** Marks of entries. */
  enum Kind {
    NUMBER,
    BULLET,
    NONE
  }

  /** Possessive throughout, so that nothing is tried twice. */
  private static final Pattern MARK =
      Pattern.compile(
          "(?<number>(?:\\*\\*|#)?+[(\\[]?+\\d{1,3}+(?:[.)\\]]++:?+(?=\\D|\\z)|:(?=\\s)|\\s++[-–—]\\s)"
              + "(?:\\*\\*(?=\\s))?+|#\\d{1,3}+\\s)|(?<bullet>[-–—•·▪‣◦→](?=\\s)|[*+](?=\\s))");

  static ListLine of(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) <= ' ') {
      indent++;
    }
    String text = line.substring(indent).stripTrailing();
    Matcher mark = MARK.matcher(text);
    if (!mark.lookingAt()) {
      return new ListLine(Kind.NONE, indent, text, text);
    }
    Kind kind = mark.group("number") != null ? Kind.NUMBER : Kind.BULLET;
    // Bold type may begin before the number and end behind the title.
    boolean bold = mark.group().startsWith("**") && !mark.group().endsWith("**");
    String rest = text.substring(mark.end()).strip();
    return new ListLine(kind, indent, bold ? "**" + rest : rest, text);
  }

  boolean blank() {
    return text.isEmpty();
  }

  /** Whether it is prose: it introduces what follows, or is a sentence. */
  boolean prose() {
    char last = text.isEmpty() ? 0 : text.charAt(text.length() - 1);
    return last == ':' || (".!?".indexOf(last) >= 0 && text.split(" ", 9).length > 8);
  }
}
