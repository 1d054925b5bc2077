package org.llmrec.rerank.ground;

/**
 * Reads one quoted text leniently: as JSON, as Python, with typographic marks, with quotes within
 * that nobody escaped, without its closing mark.
 *
 * @param text what it says
 * @param end where reading goes on
 * @param whole whether it came to an end, so that it is no half of a longer text
 */
record LenientQuote(String text, int end, boolean whole) {
  private static final String OPENING = "\"'“‘„«`";

  static boolean opens(char c) {
    return OPENING.indexOf(c) >= 0;
  }

  private static String closing(char opening) {
    return switch (opening) {
      case '“' -> "”\"";
      case '‘' -> "’'";
      case '„' -> "“”\"";
      case '«' -> "»";
      case '`' -> "`'";
      case '\'' -> "'’";
      default -> "\"”";
    };
  }

  /**
   * Reads.
   *
   * @param start where the opening mark is
   * @param behind what may follow a closing mark, blanks left aside, besides a line's or the text's
   *     end
   */
  static LenientQuote read(String from, int start, String behind) {
    char opening = from.charAt(start);
    String closing = closing(opening);
    StringBuilder text = new StringBuilder();
    int i = start + 1;
    while (i < from.length()) {
      char c = from.charAt(i);
      if (c == '\\' && i + 1 < from.length()) {
        i = escape(from, i + 1, text);
        continue;
      }
      if (c == '\n' || c == '\r') {
        return new LenientQuote(bare(text), i, true);
      }
      if (closing.indexOf(c) >= 0 && closes(from, i, opening, behind)) {
        return new LenientQuote(text.toString(), i + 1, true);
      }
      if (c == ',' && opensNext(from, i, opening)) {
        return new LenientQuote(text.toString(), i, true);
      }
      text.append(c);
      i++;
    }
    String rest = text.toString().stripTrailing();
    return new LenientQuote(bare(text), i, rest.endsWith("]") || rest.endsWith("}"));
  }

  /** A text whose closing mark is missing, without what closes the list. */
  private static String bare(CharSequence text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) <= ' ' || ",]}".indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    return text.subSequence(0, end).toString();
  }

  private static int escape(String from, int at, StringBuilder text) {
    char c = from.charAt(at);
    if (c == 'u' && at + 5 <= from.length()) {
      int code = 0;
      for (int i = at + 1; i < at + 5; i++) {
        int digit = Character.digit(from.charAt(i), 16);
        code = digit < 0 || code < 0 ? -1 : 16 * code + digit;
      }
      if (code >= 0) {
        text.append((char) code);
        return at + 5;
      }
    }
    text.append("ntrbf".indexOf(c) >= 0 ? ' ' : c);
    return at + 1;
  }

  private static boolean closes(String from, int mark, char opening, String behind) {
    int next = mark + 1;
    while (next < from.length() && (from.charAt(next) == ' ' || from.charAt(next) == '\t')) {
      next++;
    }
    if (next == from.length() || from.charAt(next) < ' ') {
      return true;
    }
    boolean apart = next > mark + 1;
    if (!apart && Character.isLetterOrDigit(from.charAt(next))) {
      return false;
    }
    // A comma that somebody forgot.
    boolean another = apart && from.charAt(next) == opening && begins(from, next + 1);
    return another || behind.indexOf(from.charAt(next)) >= 0;
  }

  /** Whether the next quoted text begins behind a comma, this one's closing mark being lost. */
  private static boolean opensNext(String from, int comma, char opening) {
    int next = comma + 1;
    while (next < from.length() && from.charAt(next) == ' ') {
      next++;
    }
    return next > comma + 1
        && next < from.length()
        && from.charAt(next) == opening
        && begins(from, next + 1);
  }

  private static boolean begins(String from, int place) {
    return place < from.length() && Character.isLetterOrDigit(from.codePointAt(place));
  }
}
