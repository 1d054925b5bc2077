package org.llmrec.llm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.llmrec.core.json.Json;

/** Whatever stands in a text, a reader of JSON gets it back, and nothing of it ends its place. */
class QuotedTextTest {
  private static final String ALPHABET = "ab \"\\[]<>{}|/\n\t\u0000\u202E\u2028é…\uD83D\uDE00";

  @Test
  void whatIsSeenComesBackAndNoMarkOfATemplateDoes() throws Exception {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      StringBuilder made = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String label = "seed " + seed;
      String text = made.toString();
      String quoted = QuotedText.of(text, 30);
      assertEquals(VisibleText.of(text, 30), Json.mapper().readValue(quoted, String.class), label);
      assertFalse(quoted.contains("<") || quoted.contains("[") || quoted.contains("\n"), label);
      assertEquals("[" + quoted + "," + quoted + "]", QuotedText.array(List.of(text, text), 30));
    }
  }

  @Test
  void theBytesOfACharacterAreThoseThatAreWritten() {
    for (int c : new int[] {'a', '"', '\\', '<', '[', 'é', '…', 0x1F600}) {
      String quoted = QuotedText.of(Character.toString(c), 10);
      assertEquals(quoted.getBytes(StandardCharsets.UTF_8).length - 2, QuotedText.bytes(c), quoted);
    }
  }
}
