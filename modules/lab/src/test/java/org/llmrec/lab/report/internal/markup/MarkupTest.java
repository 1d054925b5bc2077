package org.llmrec.lab.report.internal.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void textAndAttributesAreEscaped() {
    String page =
        new Markup()
            .element("b", "</b><script>&'\"", "title", "\"><script>'", "lang", null, "hidden", "")
            .toString();

    assertEquals(
        "<b title=\"&quot;&gt;&lt;script&gt;&#39;\" hidden>"
            + "&lt;/b&gt;&lt;script&gt;&amp;&#39;&quot;</b>",
        page);
  }

  @Test
  void whatHtmlForbidsIsReplaced() {
    assertEquals(
        "a\uFFFDb\uFFFDc\u2028\u202E\uFFFD😀\n",
        new Markup().text("a\0b\u0085c\u2028\u202E\uD800😀\n").toString());
  }

  @Test
  void idsAreUniqueAndOpenElementsAMistake() {
    Markup out = new Markup();
    assertEquals("t-1", out.id("t"));
    assertEquals("t-2", out.id("t"));
    out.open("p");
    assertThrows(IllegalStateException.class, out::toString);
  }
}
