package org.llmrec.llm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VisibleTextTest {
  private static final long SEED = 20_260_712;

  /** Characters of which each has a rule, or stands beside one that has. */
  private static final int[] INTERESTING = {
    ' ', '\t', '\n', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2800, 0x3000, 0x0B, 0x1C, 0, 7, 0x1B, 0x7F,
    0x9F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, 0x180B, 0x061C, 0x202E, 0x2066,
    0xFE0F, 0xFE00, 0xE0100, 0xE0041, 0xE000, 0xF0000, 0xFFFE, 0xFDD0, 0xD83D, 0xDE00, 0x3164,
    0x115F, 0x034F, 0x17B4, 0xFFA0, 0x301, 0x308, 0x327, 0x20DD, 0x344, 0x958, 0x1D160, 0x212B,
    0xE9, 'a', 'e', 'A', '"', '\\', '<', '{', 0x1F600, 0x1F469, 0x1F680, 0x6F22, 0x5D0, 0x430,
    0xAC00
  };

  private static String random(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      int c =
          random.nextInt(10) == 0
              ? random.nextInt(Character.MAX_CODE_POINT + 1)
              : INTERESTING[random.nextInt(INTERESTING.length)];
      for (int n = random.nextInt(12) == 0 ? 9 : 1; n > 0; n--) {
        text.appendCodePoint(c);
      }
    }
    return text.toString();
  }

  @Test
  void isWhatItsRulesSayOneAfterTheOther() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n = 0; n < 20_000; n++) {
      String text = random(random);
      int limit = 1 + random.nextInt(50);
      assertEquals(
          NaiveText.of(text, limit),
          VisibleText.of(text, limit),
          () -> "seed " + SEED + ", limit " + limit + ", " + codes(text));
    }
  }

  @Test
  void nothingIsLeftThatNobodySees() {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    for (int n = 0; n < 5_000; n++) {
      String text = random(random);
      String seen = VisibleText.of(text, 1_000);
      assertTrue(
          seen.matches(
              "(?s)[^\\p{Cc}\\p{Co}\\p{Cs}\\p{Cn}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]*"),
          () -> "seed " + (SEED + 1) + ", " + codes(text));
      assertEquals(seen, seen.strip());
    }
  }

  @Test
  void casesByHand() {
    assertEquals("Ignore all", VisibleText.of("Ig\u00ADno\u200Bre\u2060 \u202Eall\u202C", 99));
    assertEquals("Fine.", VisibleText.of("Fine.\uDB40\uDC69\uDB40\uDC67", 99));
    assertEquals("x", VisibleText.of("x\uFE00\uFE0F\uDB40\uDD00", 99));
    assertEquals("é", VisibleText.of("e\u0301", 99));
    assertEquals("Z" + "\u0334".repeat(6), VisibleText.of("Z" + "\u0334".repeat(99), 99));
    assertEquals("a\u200Db", VisibleText.of("\u200Da\u200D\u200D\u200Cb\u200D", 99));
    assertEquals("a b", VisibleText.of("a\u200D \u200Db", 99));
    assertEquals("ab", VisibleText.of("a\uD83Db", 99));
    // Letters that look like others stay.
    assertEquals("рaypal", VisibleText.of("рaypal", 99));
    assertEquals("", VisibleText.of(" \u200B\u202E\n", 99));
    assertEquals("a…", VisibleText.of("a  b", 2));
    assertEquals("a b", VisibleText.of("a  b", 3));
  }

  private static String codes(String text) {
    return text.codePoints().mapToObj(c -> "U+" + Integer.toHexString(c)).toList().toString();
  }
}
