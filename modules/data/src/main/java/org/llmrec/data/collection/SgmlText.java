package org.llmrec.data.collection;

import java.util.HashMap;
import java.util.Map;

/**
 * What is left of marked-up text when the tags are gone: entities become characters, and every run
 * of blanks, line ends and controls one blank.
 *
 * <p>Known are the entities of XML, those of ISO-8859-1, the usual signs of typesetters, and
 * numbers. Others, and an {@code &} that begins none (AT&T), stay as they are.
 */
final class SgmlText {
  private static final int LONGEST_ENTITY = 10;

  /** The names of U+00A0 to U+00FF, in order. */
  private static final String LATIN =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
          + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
          + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
          + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave"
          + " Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig"
          + " ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute"
          + " ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

  private static final Map<String, Integer> NAMED = named();

  private SgmlText() {}

  private static Map<String, Integer> named() {
    Map<String, Integer> named = new HashMap<>();
    int code = 0xA0;
    for (String name : LATIN.split(" ", -1)) {
      named.put(name, code++);
    }
    named.putAll(Map.of("amp", 0x26, "AMP", 0x26, "lt", 0x3C, "LT", 0x3C, "gt", 0x3E, "GT", 0x3E));
    named.putAll(Map.of("quot", 0x22, "QUOT", 0x22, "apos", 0x27, "blank", 0x20, "hyph", 0x2D));
    named.putAll(Map.of("lsquo", 0x2018, "rsquo", 0x2019, "ldquo", 0x201C, "rdquo", 0x201D));
    named.putAll(Map.of("ndash", 0x2013, "mdash", 0x2014, "hellip", 0x2026, "bull", 0x2022));
    named.putAll(Map.of("euro", 0x20AC, "trade", 0x2122, "OElig", 0x152, "oelig", 0x153));
    return Map.copyOf(named);
  }

  /** Cleans a text that has no tags any more. */
  static String clean(CharSequence marked) {
    StringBuilder out = new StringBuilder(marked.length());
    int at = 0;
    while (at < marked.length()) {
      int code = Character.codePointAt(marked, at);
      int next = at + Character.charCount(code);
      if (code == '&') {
        int end = entityEnd(marked, next);
        int decoded = end < 0 ? -1 : decode(marked.subSequence(next, end).toString());
        if (decoded >= 0) {
          code = decoded;
          next = end + 1;
        }
      }
      append(out, code);
      at = next;
    }
    int length = out.length();
    return length > 0 && out.charAt(length - 1) == ' '
        ? out.substring(0, length - 1)
        : out.toString();
  }

  private static void append(StringBuilder out, int code) {
    if (isBlank(code)) {
      if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    } else {
      out.appendCodePoint(isHalf(code) ? 0xFFFD : code);
    }
  }

  static boolean isBlank(int code) {
    return Character.isWhitespace(code)
        || Character.isSpaceChar(code)
        || Character.isISOControl(code);
  }

  private static boolean isHalf(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  private static int entityEnd(CharSequence text, int from) {
    int to = Math.min(text.length(), from + LONGEST_ENTITY);
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == ';') {
        return i;
      }
    }
    return -1;
  }

  /** The character, U+FFFD for a number that is none, or -1. */
  private static int decode(String name) {
    if (!name.matches("#(\\d{1,7}|[xX][0-9a-fA-F]{1,6})")) {
      return NAMED.getOrDefault(name, -1);
    }
    boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
    int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
    return code == 0 || !Character.isValidCodePoint(code) || isHalf(code) ? 0xFFFD : code;
  }
}
