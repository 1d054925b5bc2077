package org.llmrec.rerank.ground;

import org.llmrec.llm.text.VisibleText;

/** Takes from one line or quoted text of a list what is not the title: markup, year, reasons. */
final class EntryText {
  /** Longer than any title. */
  private static final int MOST = 500;

  private static final String MARKS = "*_`\"'“”‘’„«»";
  private static final String DASHES = "-–—";

  private EntryText() {}

  /** Of a text that was quoted as a whole. */
  static String ofQuoted(String text) {
    return bare(VisibleText.of(text, MOST));
  }

  /** Of a line, without what counts it; empty for a heading. */
  static String ofLine(String line) {
    String text = linked(VisibleText.of(line, MOST));
    if (text.endsWith(":") || text.endsWith(":**")) {
      return "";
    }
    String bold = text.startsWith("**") ? marked(text, 2, "**") : "";
    if (!bold.isEmpty()) {
      return bold;
    }
    if (!text.isEmpty() && LenientQuote.opens(text.charAt(0))) {
      LenientQuote quoted = LenientQuote.read(text, 0, ",.;:-–—([" + "abcdefghijklmnopqrstuvwxyz*");
      // An apostrophe at the beginning, as of 'Round Midnight, opens nothing.
      boolean closed = quoted.end() > 1 && MARKS.indexOf(text.charAt(quoted.end() - 1)) >= 0;
      boolean half = text.startsWith(": ", quoted.end()) && !running(text, quoted.end() + 1);
      if (closed && !half) {
        String year = year(text, quoted.end());
        return bare(quoted.text()) + (year.isEmpty() ? "" : " " + year);
      }
    }
    return bare(withoutReason(text));
  }

  /** A Markdown link's text. */
  private static String linked(String text) {
    int middle = text.startsWith("[") ? text.indexOf("](") : -1;
    int end = middle < 0 ? -1 : text.indexOf(')', middle);
    return end < 0 ? text : text.substring(1, middle) + text.substring(end + 1);
  }

  /**
   * What is bold at the beginning, with a year behind it; empty if it is only part of the title.
   */
  private static String marked(String text, int start, String mark) {
    int end = text.indexOf(mark, start);
    while (end > 0 && letter(text, end + mark.length())) {
      end = text.indexOf(mark, end + 1);
    }
    String title = end < 0 ? "" : bare(text.substring(start, end));
    if (title.isEmpty()) {
      return "";
    }
    int rest = end + mark.length();
    while (rest < text.length() && text.charAt(rest) == ' ') {
      rest++;
    }
    if (rest < text.length() && Character.isLetterOrDigit(text.codePointAt(rest))) {
      return "";
    }
    String year = year(text, end + mark.length());
    return title.endsWith(":")
        ? title.substring(0, title.length() - 1).strip()
        : title + (year.isEmpty() ? "" : " " + year);
  }

  /** Whether a word goes on at that place, asterisks within it left aside. */
  private static boolean letter(String text, int at) {
    int next = at;
    while (next < text.length() && text.charAt(next) == '*') {
      next++;
    }
    return next < text.length() && Character.isLetterOrDigit(text.codePointAt(next));
  }

  /** A year in parentheses at that place, blanks and markup left aside; else nothing. */
  private static String year(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || MARKS.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return yearAt(text, at) ? text.substring(at, at + 6) : "";
  }

  private static boolean yearAt(String text, int at) {
    if (at + 6 > text.length() || text.charAt(at) != '(' || text.charAt(at + 5) != ')') {
      return false;
    }
    for (int i = at + 1; i < at + 5; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Cut before a dash that running text follows, behind a year, or else before such a colon. */
  private static String withoutReason(String text) {
    int depth = 0;
    int cut = text.length();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (yearAt(text, i) && reason(text, i + 6)) {
        return text.substring(0, i + 6);
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      boolean dash = DASHES.indexOf(c) >= 0 && text.charAt(i - 1) == ' ';
      if (depth > 0 || !(dash || c == ':') || !running(text, i + 1)) {
        continue;
      }
      if (dash) {
        return text.substring(0, Math.min(cut, i));
      }
      cut = Math.min(cut, i);
    }
    return text.substring(0, cut);
  }

  /** Whether what follows a year is no part of the title. */
  private static boolean reason(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at == text.length() || !Character.isUpperCase(text.codePointAt(at));
  }

  /** Whether three words or more follow of which the first is in small letters. */
  private static boolean running(String text, int from) {
    return from + 1 < text.length()
        && text.charAt(from) == ' '
        && Character.isLowerCase(text.codePointAt(from + 1))
        && text.substring(from + 1).split(" ", 4).length >= 3;
  }

  /** Without markup and quotation marks around, and without what parts it from the next. */
  private static String bare(String text) {
    int start = 0;
    int end = text.length();
    while (end > start && (" ,;".indexOf(text.charAt(end - 1)) >= 0 || pair(text, start, end))) {
      start += pair(text, start, end) ? 1 : 0;
      end--;
    }
    String inner = text.substring(start, end).strip();
    boolean bold = inner.contains("**") && inner.indexOf("**", inner.indexOf("**") + 2) > 0;
    return bold ? inner.replace("**", "") : inner;
  }

  private static boolean pair(String text, int start, int end) {
    return end - start > 1
        && MARKS.indexOf(text.charAt(start)) >= 0
        && MARKS.indexOf(text.charAt(end - 1)) >= 0;
  }
}
