package org.llmrec.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlEscapesTest {
  @Test
  void textMeansItself() {
    StringBuilder out = new StringBuilder();
    HtmlEscapes.append("<a href=\"x\" id='y'>&\u0000\ud800é\n\t😀\u0085", out);
    assertEquals(
        "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;\ufffd\ufffdé\n\t😀\ufffd",
        out.toString());
  }
}
