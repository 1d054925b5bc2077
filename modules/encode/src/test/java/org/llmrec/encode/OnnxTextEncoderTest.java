package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.vector.Vectors;

/** The vectors are the reference's, whatever the company a text is encoded in. */
class OnnxTextEncoderTest {
  private static TextEncoder encoder;

  @BeforeAll
  static void open() throws IOException {
    encoder = TestModel.open(2, 1024);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void agreesWithSentenceTransformers() throws IOException {
    List<Golden> golden = Golden.all();
    Encoded encoded = encoder.encode(Golden.texts());
    int truncated = 0;
    for (int i = 0; i < golden.size(); i++) {
      double cosine = golden.get(i).cosine(encoded.vectors()[i]);
      assertTrue(cosine >= 0.99999, golden.get(i).name() + ": cosine " + cosine);
      assertEquals(1, norm(encoded.vectors()[i]), 1e-5, golden.get(i).name());
      truncated += golden.get(i).pieces() > 256 ? 1 : 0;
    }
    assertEquals(truncated, encoded.truncated());
    assertEquals(384, encoder.dims());
  }

  @Test
  void oneByOneIsTheSameAsTogetherAndUnderAnyOptions() throws IOException {
    List<String> texts = Golden.texts();
    float[][] together = encoder.encode(texts).vectors();
    for (int i = 0; i < texts.size(); i++) {
      assertClose(together[i], encoder.encode(List.of(texts.get(i))).vectors()[0], texts.get(i));
    }
    try (TextEncoder other = TestModel.open(1, 16)) {
      float[][] vectors = other.encode(texts).vectors();
      for (int i = 0; i < texts.size(); i++) {
        assertClose(together[i], vectors[i], texts.get(i));
      }
    }
  }

  @Test
  void theOrderOfTheCallIsTheOrderOfTheAnswer() throws IOException {
    List<String> texts = Golden.texts().subList(0, 22);
    float[][] before = encoder.encode(texts).vectors();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(8));
    float[][] after = encoder.encode(order.stream().map(texts::get).toList()).vectors();
    for (int i = 0; i < order.size(); i++) {
      assertClose(before[order.get(i)], after[i], texts.get(order.get(i)));
    }
  }

  @Test
  void theSameCallGivesTheSameBits() throws IOException {
    List<String> texts = Golden.texts();
    float[][] first = encoder.encode(texts).vectors();
    try (TextEncoder fresh = TestModel.open(2, 1024)) {
      assertArrayEquals(first, fresh.encode(texts).vectors());
    }
  }

  @Test
  void eightCallersGetOneCallersVectors() throws Exception {
    List<String> texts = Golden.texts().subList(0, 22);
    float[][] alone = encoder.encode(texts).vectors();
    ExecutorService pool =
        Executors.newFixedThreadPool(8, Thread.ofPlatform().name("caller-", 0).factory());
    try (pool) {
      List<Callable<float[][]>> calls =
          Collections.nCopies(8, () -> encoder.encode(texts).vectors());
      for (Future<float[][]> call : pool.invokeAll(calls)) {
        assertArrayEquals(alone, call.get());
      }
    }
  }

  @Test
  void aLongTextIsItsBeginAndCounted() throws IOException {
    String fits = Golden.text("256 pieces");
    Encoded whole = encoder.encode(List.of(fits));
    assertEquals(0, whole.truncated());
    Encoded longer = encoder.encode(List.of(Golden.text("257 pieces"), Golden.text("5002 pieces")));
    assertEquals(2, longer.truncated());
    assertClose(whole.vectors()[0], longer.vectors()[0], "257 pieces");
    assertClose(whole.vectors()[0], longer.vectors()[1], "5002 pieces");
  }

  @Test
  void equalTextsShareTheWorkButNotTheArray() throws IOException {
    String text = Golden.text("257 pieces");
    AtomicLong done = new AtomicLong();
    Encoded encoded =
        encoder.encode(List.of(text, "robots", text, text), Role.PASSAGE, done::addAndGet);
    assertEquals(3, encoded.truncated());
    assertEquals(4, done.get());
    assertArrayEquals(encoded.vectors()[0], encoded.vectors()[2]);
    assertNotSame(encoded.vectors()[0], encoded.vectors()[2]);
  }

  @Test
  void oddTextsAreHarmless() {
    List<String> odd =
        List.of("", "\u0000", "\ud83d", "\ude00", "half \ud83d pair", "\udbff\udfff", "\uffff");
    Encoded encoded = encoder.encode(odd);
    for (float[] vector : encoded.vectors()) {
      assertEquals(1, norm(vector), 1e-5);
    }
    // Control characters and U+FFFD are dropped by the tokenizer's own rules.
    assertClose(encoded.vectors()[0], encoded.vectors()[1], "NUL");
    assertClose(encoded.vectors()[0], encoded.vectors()[2], "half a pair");
  }

  @Test
  void aQueryGetsTheWordsThatTheModelWantsBeforeIt(@TempDir Path folder) throws IOException {
    EncoderManifest m = TestModel.manifest();
    EncoderManifest prefixed =
        new EncoderManifest(
            "prefixed",
            m.source(),
            m.licence(),
            m.dims(),
            m.width(),
            m.pooling(),
            m.normalise(),
            m.maxTokens(),
            "find: ",
            "",
            m.files());
    try (TextEncoder other = TestModel.variant(folder, prefixed)) {
      List<String> robots = List.of("robots");
      float[] bare = encoder.encode(robots, Role.QUERY).vectors()[0];
      assertClose(bare, other.encode(robots).vectors()[0], "a passage is as it was");
      assertClose(
          encoder.encode(List.of("find: robots")).vectors()[0],
          other.encode(robots, Role.QUERY).vectors()[0],
          "a query has the prefix");
    }
  }

  @Test
  void theFirstDimensionsCanBeKeptAlone(@TempDir Path folder) throws IOException {
    float[] whole = encoder.encode(List.of("robots")).vectors()[0];
    try (TextEncoder other = TestModel.variant(folder, TestModel.manifest().truncated(100))) {
      assertEquals(100, other.dims());
      float[] few = other.encode(List.of("robots")).vectors()[0];
      assertClose(Vectors.normalise(Arrays.copyOf(whole, 100)), few, "robots");
    }
  }

  @Test
  void similarTextsAreNearerThanOthers() {
    float[][] v =
        encoder
            .encode(
                List.of(
                    "space opera with robots",
                    "A droid and a farm boy fight an evil empire among the stars.",
                    "Two sisters look for husbands in the English countryside."))
            .vectors();
    assertTrue(Vectors.dot(v[0], v[1]) > Vectors.dot(v[0], v[2]) + 0.1);
  }

  @Test
  void noTextsNoVectors() {
    Encoded encoded = encoder.encode(List.of());
    assertEquals(0, encoded.vectors().length);
    assertEquals(0, encoded.truncated());
  }

  @Test
  void anInterruptedCallEndsAndTheEncoderGoesOn() {
    List<String> texts = List.of("space", "opera");
    Thread.currentThread().interrupt();
    assertThrows(LlmrecException.class, () -> encoder.encode(texts));
    assertTrue(Thread.interrupted());
    assertEquals(texts.size(), encoder.encode(texts).vectors().length);
  }

  @Test
  void openingLeavesNoSettingOfTheApplicationChanged() throws IOException {
    System.setProperty("RUST_FLAVOR", "cpu");
    try {
      TestModel.open(1, 1024).close();
      assertEquals("cpu", System.getProperty("RUST_FLAVOR"));
      assertNull(System.getProperty("OPT_OUT_TRACKING"));
    } finally {
      System.clearProperty("RUST_FLAVOR");
    }
  }

  @Test
  void aClosedEncoderSaysSo() throws IOException {
    TextEncoder closing = TestModel.open(2, 1024);
    closing.close();
    closing.close();
    assertThrows(IllegalStateException.class, () -> closing.encode(List.of("robots")));
    assertEquals(TestModel.NAME, closing.manifest().name());
  }

  private static void assertClose(float[] expected, float[] found, String text) {
    assertArrayEquals(expected, found, 1e-6f, text);
  }

  private static double norm(float[] v) {
    double squares = 0;
    for (float each : v) {
      squares += (double) each * each;
    }
    return Math.sqrt(squares);
  }
}
