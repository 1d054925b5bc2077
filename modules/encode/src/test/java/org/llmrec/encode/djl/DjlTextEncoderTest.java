package org.llmrec.encode.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.repository.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.Role;
import org.llmrec.encode.TinyModel;
import org.llmrec.encode.internal.NativeHandles;

/** What the encoder makes of a model's answers, good and bad, and when it closes what. */
@Tag("djl")
class DjlTextEncoderTest {
  private static final DjlOptions OPTIONS = DjlOptions.of("function", "1");

  /** A text's vector is its number of characters, and 1. */
  private static final Function<List<String>, List<float[]>> LENGTHS =
      each(text -> new float[] {text.length(), 1});

  @Test
  void batchesAreOfOneLengthAndLimitedTwice() {
    List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    ZooModel<String, float[]> model =
        FunctionModel.of(
            texts -> {
              batches.add(List.copyOf(texts));
              return LENGTHS.apply(texts);
            });
    TextMeasure measure = text -> new TextMeasure.Length(text.length(), text.length() > 20);
    try (model;
        DjlTextEncoder encoder =
            DjlTextEncoder.over(model, OPTIONS.withoutScaling().withBatches(3, 12, measure))) {
      batches.clear();
      List<String> texts =
          List.of("aa", "b", "c".repeat(30), "d".repeat(6), "", "e".repeat(5), "b", "ff", "ggg");
      Encoded encoded = encoder.encode(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertArrayEquals(new float[] {texts.get(i).length(), 1}, encoded.vectors()[i]);
        assertEquals(texts.get(i).length() > 20, encoded.cut()[i]);
      }
      assertEquals(
          List.of(
              List.of("c".repeat(30)),
              List.of("d".repeat(6), "e".repeat(5)),
              List.of("ggg", "aa", "ff"),
              List.of("b", "")),
          batches);
    }
  }

  @Test
  void vectorsAreScaledUnlessToldOtherwise() {
    try (ZooModel<String, float[]> model = FunctionModel.of(each(text -> new float[] {3, 4}));
        DjlTextEncoder scaled = DjlTextEncoder.over(model, OPTIONS);
        DjlTextEncoder raw = DjlTextEncoder.over(model, OPTIONS.withoutScaling())) {
      assertArrayEquals(new float[] {0.6f, 0.8f}, scaled.encode(List.of("a")).vectors()[0], 1e-7f);
      assertArrayEquals(new float[] {3, 4}, raw.encode(List.of("a")).vectors()[0]);
      assertTrue(scaled.manifest().normalise());
      assertFalse(raw.manifest().normalise());
      assertNotEquals(scaled.manifest().sha256(), raw.manifest().sha256());
    }
  }

  @Test
  void aModelThatMakesNoSenseDoesNotOpen() {
    refused("of one width", each(text -> new float[text.length()]));
    refused("found 0 and", each(text -> new float[0]));
    refused("expected finite numbers", each(text -> new float[] {1, Float.NaN}));
    refused("expected finite numbers", each(text -> new float[] {1, Float.POSITIVE_INFINITY}));
    refused("expected 1 vectors", texts -> List.of());
    refused(
        "fails on a batch of 1 texts: java.lang.IllegalArgumentException: no engine oil",
        each(
            text -> {
              throw new IllegalArgumentException("no engine oil");
            }));
    Function<List<String>, List<float[]>> firstOfTheBatch =
        texts -> Collections.nCopies(texts.size(), onehot(texts.get(0).length()));
    refused("alone and in a batch", firstOfTheBatch);
    // Alone it is sound.
    DjlTextEncoder.owning(
            FunctionModel.of(firstOfTheBatch), OPTIONS.withBatches(1, 1, TextMeasure.characters()))
        .close();
  }

  @Test
  void anAnswerThatMakesNoSenseEndsTheCallAndNotTheEncoder() {
    try (ZooModel<String, float[]> model =
            FunctionModel.of(
                each(
                    text ->
                        switch (text) {
                          case "wide" -> new float[] {1, 1, 1};
                          case "nan" -> new float[] {Float.NaN, 1};
                          case "fails" -> throw new IllegalStateException("out of memory");
                          default -> new float[] {1, 1};
                        }));
        DjlTextEncoder encoder = DjlTextEncoder.over(model, OPTIONS.withWorkers(2))) {
      for (String bad : List.of("wide", "nan", "fails")) {
        List<String> texts =
            IntStream.range(0, 300).mapToObj(i -> i == 200 ? bad : "text " + i).toList();
        LlmrecException thrown =
            assertThrows(LlmrecException.class, () -> encoder.encode(texts), bad);
        assertTrue(thrown.getMessage().startsWith("function: "), thrown.getMessage());
      }
      assertEquals(1, encoder.encode(List.of("good")).vectors().length);
    }
  }

  @Test
  void onlyAModelThatIsItsOwnIsClosed() {
    ZooModel<String, float[]> model = FunctionModel.of(LENGTHS);
    DjlTextEncoder.over(model, OPTIONS).close();
    assertTrue(model.getNDManager().isOpen());
    DjlTextEncoder owner = DjlTextEncoder.owning(model, OPTIONS.withWorkers(3));
    assertEquals(2, owner.dims());
    owner.close();
    assertFalse(model.getNDManager().isOpen());

    ZooModel<String, float[]> broken = FunctionModel.of(texts -> List.of());
    assertThrows(LlmrecException.class, () -> DjlTextEncoder.over(broken, OPTIONS));
    assertTrue(broken.getNDManager().isOpen());
    assertThrows(LlmrecException.class, () -> DjlTextEncoder.owning(broken, OPTIONS));
    assertFalse(broken.getNDManager().isOpen());
  }

  @Test
  void aFolderLeavesNothingOpen(@TempDir Path folder) throws IOException {
    Path model = TinyModel.in(folder, 3);
    long before = NativeHandles.open();
    DjlTextEncoder encoder = DjlTextEncoder.open(model, 1, 1024);
    assertEquals(before + 1, NativeHandles.open());
    encoder.close();
    assertThrows(ConfigException.class, () -> DjlTextEncoder.open(model, 0, 1024));
    Files.writeString(model.resolve("tokenizer.json"), "{}");
    assertThrows(LlmrecException.class, () -> DjlTextEncoder.open(model, 1, 1024));
    assertEquals(before, NativeHandles.open());
  }

  @Test
  void theHashFollowsTheVersionAndWhatChangesTheVectors(@TempDir Path folder) throws IOException {
    try (ZooModel<String, float[]> model = FunctionModel.of(LENGTHS)) {
      String hash = hash(model, OPTIONS);
      assertEquals(hash, hash(model, DjlOptions.of("other", "1").withWorkers(2)));
      for (DjlOptions other :
          List.of(
              DjlOptions.of("function", "2"),
              OPTIONS.withoutScaling(),
              OPTIONS.withPrefixes("a", ""),
              OPTIONS.withPrefixes("", "a"))) {
        assertNotEquals(hash, hash(model, other), other.toString());
      }
    }
    Files.writeString(Files.createDirectory(folder.resolve("below")).resolve("weights"), "1");
    String version = DjlOptions.ofFiles("m", folder, "mean").version();
    assertEquals(version, DjlOptions.ofFiles("n", folder, "mean").version());
    assertNotEquals(version, DjlOptions.ofFiles("m", folder, "cls").version());
    Files.writeString(folder.resolve("below/weights"), "2");
    assertNotEquals(version, DjlOptions.ofFiles("m", folder, "mean").version());
  }

  @Test
  void whatCannotBeIsRefused() {
    for (Runnable wrong :
        List.<Runnable>of(
            () -> DjlOptions.of(" ", "1"),
            () -> DjlOptions.of("m", ""),
            () -> OPTIONS.withWorkers(0),
            () -> OPTIONS.withWorkers(257),
            () -> OPTIONS.withBatches(0, 1, TextMeasure.characters()),
            () -> OPTIONS.withBatches(1, 0, TextMeasure.characters()))) {
      assertThrows(ConfigException.class, wrong::run);
    }
    assertEquals("q", OPTIONS.withPrefixes("q", "p").prefix(Role.QUERY));
  }

  private static String hash(ZooModel<String, float[]> model, DjlOptions options) {
    try (DjlTextEncoder encoder = DjlTextEncoder.over(model, options)) {
      return encoder.manifest().sha256();
    }
  }

  private static void refused(String why, Function<List<String>, List<float[]>> vectors) {
    LlmrecException refusal =
        assertThrows(
            LlmrecException.class, () -> DjlTextEncoder.owning(FunctionModel.of(vectors), OPTIONS));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
  }

  private static Function<List<String>, List<float[]>> each(Function<String, float[]> vector) {
    return texts -> texts.stream().map(vector).toList();
  }

  private static float[] onehot(int i) {
    float[] v = new float[64];
    v[i] = 1;
    return v;
  }
}
