package org.llmrec.lab.report.internal.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.llmrec.core.text.HtmlEscapes;

/**
 * Writes HTML, and SVG within it. Names of elements and attributes are the caller's own; every text
 * and every attribute's value is escaped here and nowhere else. Not thread-safe.
 */
public final class Markup {
  /** After these a line ends, so that the page can be read as text. */
  private static final Set<String> BLOCKS =
      Set.of(
          "head",
          "title",
          "section",
          "article",
          "header",
          "footer",
          "nav",
          "main",
          "div",
          "p",
          "ul",
          "ol",
          "li",
          "dl",
          "dd",
          "table",
          "thead",
          "tbody",
          "tr",
          "caption",
          "h1",
          "h2",
          "h3",
          "h4",
          "svg",
          "figure",
          "figcaption",
          "details",
          "summary",
          "select",
          "option",
          "pre");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * Begins an element.
   *
   * @param attributes names and values by turns; one whose value is null is left out, one whose
   *     value is empty is written without a value
   */
  public Markup open(String element, String... attributes) {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  /** Ends the element that was begun last. */
  public Markup close() {
    String element = open.pop();
    out.append("</").append(element).append('>');
    if (BLOCKS.contains(element)) {
      out.append('\n');
    }
    return this;
  }

  /** An element that has no content and no end tag. */
  public Markup empty(String element, String... attributes) {
    tag(element, attributes);
    if (!element.equals("wbr")) {
      out.append('\n');
    }
    return this;
  }

  /** An element with text in it. */
  public Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Text from outside, of whatever script: its direction stays its own. */
  public Markup foreign(String text) {
    return element("bdi", text);
  }

  /** Text. */
  public Markup text(String text) {
    HtmlEscapes.append(text, out);
    return this;
  }

  /** The page's own style or script, as it is. */
  public Markup trusted(String source) {
    out.append(source);
    return this;
  }

  /** An id that no other element of the page has. */
  public String id(String prefix) {
    return prefix + "-" + ids.merge(prefix, 1, Integer::sum);
  }

  /** All that was written. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements left open: " + open);
    }
    return out.toString();
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] == null) {
        continue;
      }
      out.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty()) {
        out.append("=\"");
        HtmlEscapes.append(attributes[i + 1], out);
        out.append('"');
      }
    }
    out.append('>');
  }
}
