package org.llmrec.lab.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void nothingMovesTheCursorOrBreaksTheLine() {
    assertEquals("a b c", PlainText.line("a\nb\u2028c"));
    assertEquals("\uFFFD[31mred", PlainText.line("\u001B[31mred"));
    assertEquals("x\uFFFDy", PlainText.line("x\u202Ey"));
    assertEquals("x\uFFFD", PlainText.line("x\uD800"));
  }

  @Test
  void whatIsHarmlessStays() {
    String text = "Amélie – 千と千尋 👩\u200D🚀 <b> \"q\"";
    assertEquals(text, PlainText.line(text));
  }

  @Test
  void namesAreCutInTheMiddle() {
    assertEquals("two-…cebo", PlainText.cut("two-tower/placebo", 9));
    assertEquals("short", PlainText.cut("short", 5));
    assertEquals(3, PlainText.width(PlainText.cut("😀😀😀😀😀", 3)));
  }
}
