package org.llmrec.enrich.report.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.llmrec.core.text.HtmlEscapes;

/**
 * Writes HTML. Elements and attributes are ours; every text and every value of an attribute is
 * escaped here, so that none can be anything but text. Not thread-safe.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param attributes names and values by turns
   */
  Html open(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      text(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    open.push(element);
    return this;
  }

  /** Ends the element that was begun last. */
  Html close() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** Ends an element that cannot have content. */
  Html end() {
    open.pop();
    out.append('\n');
    return this;
  }

  /** An element with text in it. */
  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Text from outside; its direction stays its own. */
  Html foreign(String text) {
    out.append("<bdi>");
    text(text);
    out.append("</bdi>");
    return this;
  }

  /** Text on one line. */
  Html text(String text) {
    HtmlEscapes.append(text.replace('\n', ' ').replace('\t', ' '), out);
    return this;
  }

  /** Our own source, as it is. */
  Html trusted(String source) {
    out.append(source);
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements left open: " + open);
    }
    return out.toString();
  }
}
