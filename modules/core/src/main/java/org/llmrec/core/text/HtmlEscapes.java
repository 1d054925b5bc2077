package org.llmrec.core.text;

/** Makes any text mean itself in HTML, as content and within quoted attribute values. */
public final class HtmlEscapes {
  private HtmlEscapes() {}

  /**
   * Appends the text. Controls other than tab and line feed, and halves of surrogate pairs, have no
   * place in HTML: U+FFFD stands for each.
   */
  public static void append(String text, StringBuilder out) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
  }

  private static boolean allowed(int c) {
    return c == '\n'
        || c == '\t'
        || (c >= ' ' && c < 0x7F)
        || (c >= 0xA0 && (c < 0xD800 || c > 0xDFFF));
  }
}
