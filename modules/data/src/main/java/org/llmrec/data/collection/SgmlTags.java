package org.llmrec.data.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the tags in a text. A {@code <} that begins no tag ({@code a < b}) is text; comments,
 * declarations and processing instructions are tags without a name.
 */
final class SgmlTags {
  /**
   * One tag.
   *
   * @param name in lower case; empty for what has none
   * @param closing whether it is an end tag
   * @param from where it begins
   * @param to behind its end
   */
  record Tag(String name, boolean closing, int from, int to) {}

  private SgmlTags() {}

  /** In the order of the text; takes time in proportion to its length. */
  static List<Tag> of(String text) {
    List<Tag> tags = new ArrayList<>();
    int lastCommentEnd = text.lastIndexOf("-->");
    int at = text.indexOf('<');
    while (at >= 0) {
      Tag tag =
          at < lastCommentEnd && text.startsWith("<!--", at) ? comment(text, at) : tag(text, at);
      if (tag != null) {
        tags.add(tag);
      }
      at = text.indexOf('<', tag == null ? at + 1 : tag.to());
    }
    return tags;
  }

  private static Tag comment(String text, int from) {
    int end = text.indexOf("-->", from + 2);
    return end < 0 ? null : new Tag("", false, from, end + 3);
  }

  private static Tag tag(String text, int from) {
    int name = from + 1;
    boolean closing = name < text.length() && text.charAt(name) == '/';
    name += closing ? 1 : 0;
    if (name >= text.length() || !begins(text.charAt(name), closing)) {
      return null;
    }
    int end = name;
    while (end < text.length() && text.charAt(end) != '>' && text.charAt(end) != '<') {
      end++;
    }
    if (end == text.length() || text.charAt(end) == '<') {
      return null;
    }
    int stop = name;
    while (isName(text.charAt(stop))) {
      stop++;
    }
    return new Tag(text.substring(name, stop).toLowerCase(Locale.ROOT), closing, from, end + 1);
  }

  private static boolean begins(char c, boolean closing) {
    return isLetter(c) || (!closing && (c == '!' || c == '?'));
  }

  private static boolean isName(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == ':';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
