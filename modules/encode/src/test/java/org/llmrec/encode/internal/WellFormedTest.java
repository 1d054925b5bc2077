package org.llmrec.encode.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Half pairs are replaced, whole ones are not. */
class WellFormedTest {

  @Test
  void wholeTextsPassThrough() {
    for (String text : new String[] {"", "abc", "😀", "a😀b\u0000c", "\udbff\udfff"}) {
      assertSame(text, WellFormed.text(text));
    }
  }

  @Test
  void everyHalfIsReplaced() {
    assertEquals("\ufffd", WellFormed.text("\ud83d"));
    assertEquals("\ufffd", WellFormed.text("\ude00"));
    assertEquals("\ufffd\ufffd", WellFormed.text("\ude00\ud83d"));
    assertEquals("\ufffd😀\ufffd", WellFormed.text("\ud83d\ud83d\ude00\ude00"));
    assertEquals("a\ufffdb", WellFormed.text("a\ud83db"));
  }
}
