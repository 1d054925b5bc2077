package org.llmrec.encode.graph.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.TestModel;
import org.llmrec.encode.internal.Agreement;

/** Attention is fused however it is spelled, and what only looks like it is left alone. */
class GraphRewriterTest {
  @TempDir Path temp;

  static Stream<Arguments> spellings() {
    List<Arguments> all = new ArrayList<>();
    for (TinyTransformer.Scale scale : TinyTransformer.Scale.values()) {
      for (boolean maskFirst : new boolean[] {false, true}) {
        for (boolean half : new boolean[] {false, true}) {
          all.add(Arguments.of(scale, maskFirst, half));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void everySpellingIsFused(TinyTransformer.Scale scale, boolean maskFirst, boolean half)
      throws IOException {
    for (long seed = 0; seed < 3; seed++) {
      Path model = temp.resolve("model" + seed + ".onnx");
      Path fused = temp.resolve("fused" + seed + ".onnx");
      TinyTransformer.write(model, seed, scale, maskFirst, TinyTransformer.Fault.NONE);
      assertEquals(new GraphRewriter.Fused(1, 1), GraphRewriter.fuse(model, fused, half));
      Agreement agreement = agreement(model, fused);
      assertTrue(agreement.difference() <= (half ? 5e-3 : 1e-6), "seed " + seed + ": " + agreement);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TinyTransformer.Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE"})
  void whatOnlyLooksLikeItIsLeftAlone(TinyTransformer.Fault fault) throws IOException {
    Path model = temp.resolve("model.onnx");
    Path fused = temp.resolve("fused.onnx");
    TinyTransformer.write(model, 7, TinyTransformer.Scale.DIVIDE, false, fault);
    assertEquals(0, GraphRewriter.fuse(model, fused, false).attentions());
    assertTrue(agreement(model, fused).difference() <= 1e-6);
  }

  @Test
  void whatIsNoGraphIsRefused() throws IOException {
    Path model = Files.write(temp.resolve("model.onnx"), new byte[] {1, 2, 3});
    assertThrows(
        LlmrecException.class, () -> GraphRewriter.fuse(model, temp.resolve("fused.onnx"), false));
  }

  private static Agreement agreement(Path model, Path fused) throws IOException {
    EncoderManifest manifest = TinyTransformer.manifest(TestModel.manifest().files());
    Path tokenizer = TestModel.folder().resolve(EncoderManifest.TOKENIZER);
    return Agreement.of(model, fused, manifest, tokenizer, Device.cpu());
  }
}
