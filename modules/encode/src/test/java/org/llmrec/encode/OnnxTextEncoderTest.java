package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.vector.Vectors;

/**
 * The vectors are the reference's, whatever the company a text is encoded in. What every encoder
 * does is in {@link OnnxTextEncoderContractTest}.
 */
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
  void aLongTextIsItsBeginAndCounted() throws IOException {
    String fits = Golden.text("256 pieces");
    Encoded whole = encoder.encode(List.of(fits));
    assertEquals(0, whole.truncated());
    String longText = Golden.text("257 pieces");
    Encoded longer = encoder.encode(List.of(longText, Golden.text("5002 pieces"), longText));
    assertEquals(3, longer.truncated());
    assertClose(whole.vectors()[0], longer.vectors()[0], "257 pieces");
    assertClose(whole.vectors()[0], longer.vectors()[1], "5002 pieces");
  }

  @Test
  void whatTheTokenizerDropsChangesNothing() {
    Encoded encoded = encoder.encode(List.of("", "\u0000", "\ud83d"));
    // Control characters, and U+FFFD, which half a pair becomes.
    assertClose(encoded.vectors()[0], encoded.vectors()[1], "NUL");
    assertClose(encoded.vectors()[0], encoded.vectors()[2], "half a pair");
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
