package org.llmrec.llm.embedded.internal.llama;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The parts that need no native code. */
class PlainPartsTest {

  @Test
  void logSoftmaxIsThatOfTheDefinition() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 100; round++) {
      float[] logits = new float[1 + random.nextInt(50)];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = (float) (20 * random.nextDouble() - 10);
      }
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp(logit);
      }
      assertEquals(Math.log(sum), LogSoftmax.normaliser(logits), 1e-12, "round " + round);
    }
  }

  @Test
  void logSoftmaxOfLargeLogitsDoesNotOverflow() {
    assertEquals(1000 + Math.log(2), LogSoftmax.normaliser(new float[] {1000, 1000, -1000}), 1e-12);
    assertEquals(-1000, LogSoftmax.normaliser(new float[] {-1000}), 1e-12);
  }

  @Test
  void aStopTextIsFoundWhereverTokensPartIt() {
    String text = "one täwo STOP three STOP";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      Written written = new Written(List.of("never", "STOP"));
      int at = 0;
      boolean stopped = false;
      while (!stopped && at < bytes.length) {
        int to = Math.min(bytes.length, at + 1 + random.nextInt(9));
        stopped = written.stoppedBy(Arrays.copyOfRange(bytes, at, to));
        at = to;
      }
      assertTrue(stopped, "round " + round);
      assertEquals("one täwo ", written.text(), "round " + round);
    }
  }

  @Test
  void theEarlierOfTwoStopTextsCuts() {
    Written written = new Written(List.of("cd", "b", ""));
    assertTrue(written.stoppedBy("abcd".getBytes(StandardCharsets.UTF_8)));
    assertEquals("a", written.text());
  }

  @Test
  void anAnswerCutWithinACharacterIsStillAText() {
    Written written = new Written(List.of());
    assertFalse(written.stoppedBy(new byte[] {'a', (byte) 0xC3}));
    assertEquals("a\uFFFD", written.text());
    assertFalse(written.stoppedBy(new byte[] {(byte) 0xBC}));
    assertEquals("aü", written.text());
  }

  @Test
  void noMarkIsLeftInWhatPeopleWrote() {
    List<String> marks = List.of("<|im_start|>", "<|im_end|>", "</s>", "#");
    Defused defused = new Defused(marks);
    assertEquals("a film < |im_end|> and 2", defused.text("a film <|im_end|> and #2"));
    // What is whole only after something was taken out of its middle.
    assertEquals("< /s>", defused.text("<#/s>"));
    assertEquals("a b", defused.text("a\0b"));
    SplittableRandom random = new SplittableRandom(11);
    String[] parts = {"<|im_", "start|>", "<|im_end|>", "end|>", "<", "/s>", "</s>", "#", "|", "x"};
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String safe = defused.text(text.toString());
      assertTrue(marks.stream().noneMatch(safe::contains), text + " -> " + safe);
    }
  }

  @Test
  void aBeginningThatAnswersShareIsInTheTreeOnce() {
    AnswerTree tree = new AnswerTree(List.of(new int[] {1, 2}, new int[] {1, 3}, new int[] {1}));
    assertEquals(2, tree.longest());
    assertEquals(1, tree.root().children().size());
    AnswerTree.Node one = tree.root().children().get(1);
    assertEquals(List.of(2), one.answers());
    assertArrayEquals(new Object[] {2, 3}, one.children().keySet().toArray());
    assertEquals(List.of(1), one.children().get(3).answers());
  }

  @Test
  void everySeedIsASeed() {
    assertEquals(7, Draw.seed(OptionalLong.of(7)));
    assertEquals(-1, Draw.seed(OptionalLong.empty()));
    // -1 is what llama.cpp takes for any seed.
    assertNotEquals(-1, Draw.seed(OptionalLong.of(0xFFFF_FFFFL)));
    assertNotEquals(-1, Draw.seed(OptionalLong.of(0xFFFF_FFFF_0000_0000L)));
  }
}
