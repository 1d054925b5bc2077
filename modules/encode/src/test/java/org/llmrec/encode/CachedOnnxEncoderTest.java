package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrec.encode.cache.CacheCounts;
import org.llmrec.encode.cache.CachedTextEncoder;
import org.llmrec.encode.cache.VectorCache;

/** The cache over real encoders. */
class CachedOnnxEncoderTest {
  @TempDir Path folder;

  static Stream<String> names() {
    return EncoderModels.names().stream();
  }

  /** Those in int8 choose the scale of their activations for a whole batch. */
  @ParameterizedTest
  @MethodSource("names")
  void modelsInFloat32AreKeptAndThoseInInt8AreNot(String name) throws IOException {
    for (int budget : new int[] {16, 1024}) {
      VectorCache cache = VectorCache.in(folder.resolve(name + budget));
      try (CachedTextEncoder encoder =
          CachedTextEncoder.over(TestModel.open(name, 1, budget), cache)) {
        encoder.encode(List.of("A whale.", "A robot."));
        encoder.encode(List.of("A whale.", "A robot."));
        boolean kept = !name.endsWith("-q");
        assertEquals(kept ? 2 : 0, encoder.counts().fromCache(), () -> "" + encoder.passedBy());
        List<String> notes = encoder.placement().orElseThrow().notes();
        assertEquals(kept ? 0 : 1, notes.size(), notes::toString);
      }
    }
  }

  @Test
  void inOtherCompanyAVectorDiffersInItsLastBits() throws IOException {
    List<String> texts =
        Golden.all(TestModel.NAME).stream()
            .filter(golden -> golden.role() == Role.PASSAGE)
            .map(Golden::text)
            .toList();
    try (TextEncoder plain = TestModel.open(1, 1024);
        CachedTextEncoder cached =
            CachedTextEncoder.over(TestModel.open(1, 1024), VectorCache.in(folder))) {
      Encoded expected = plain.encode(texts);
      for (String text : texts) {
        cached.encode(List.of(text));
      }
      CacheCounts before = cached.counts();
      Encoded found = cached.encode(texts);
      assertEquals(before.encoded(), cached.counts().encoded());
      assertArrayEquals(expected.cut(), found.cut());
      assertTrue(found.truncated() > 0);
      for (int i = 0; i < texts.size(); i++) {
        assertArrayEquals(expected.vectors()[i], found.vectors()[i], 1e-6f, texts.get(i));
      }
    }
  }

  @Test
  void whatIsComputedAtOnceHasTheBitsOfTheEncoderBeneath() throws IOException {
    List<String> texts = List.of("a", "b whale", "", "a", "c robot of snow");
    try (TextEncoder plain =
            OnnxTextEncoder.open(
                TinyModel.in(folder.resolve("model"), 7), new EncoderOptions(1, 64));
        CachedTextEncoder cached =
            CachedTextEncoder.over(
                OnnxTextEncoder.open(folder.resolve("model"), new EncoderOptions(1, 64)),
                VectorCache.in(folder.resolve("cache")))) {
      for (int round = 0; round < 2; round++) {
        assertArrayEquals(plain.encode(texts).vectors(), cached.encode(texts).vectors());
      }
      assertEquals(5, cached.counts().fromCache());
      assertEquals("CPU", cached.variant());
    }
  }
}
