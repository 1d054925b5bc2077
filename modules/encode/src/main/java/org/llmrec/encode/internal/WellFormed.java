package org.llmrec.encode.internal;

/** Makes sure that a text has a UTF-8 form before it crosses into native code. */
public final class WellFormed {
  private WellFormed() {}

  /** The text with every half surrogate pair replaced by U+FFFD; mostly the text itself. */
  public static String text(String text) {
    int at = firstHalf(text, 0);
    if (at < 0) {
      return text;
    }
    StringBuilder fixed = new StringBuilder(text);
    for (; at >= 0; at = firstHalf(text, at + 1)) {
      fixed.setCharAt(at, '\ufffd');
    }
    return fixed.toString();
  }

  private static int firstHalf(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
