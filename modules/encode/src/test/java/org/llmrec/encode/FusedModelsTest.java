package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.graph.GraphFusion;
import org.llmrec.encode.graph.HalfModels;

/** The fused graph and the model in float16 give the vectors of sentence-transformers. */
class FusedModelsTest {
  @TempDir static Path temp;
  private static Path fused;
  private static GraphFusion.Outcome outcome;

  @BeforeAll
  static void fuse() throws IOException {
    fused = temp.resolve("fused");
    EncoderModels.copyFromClasspath(TestModel.NAME, fused);
    outcome = GraphFusion.fuse(fused);
  }

  @Test
  void everyLayerIsFused() {
    assertEquals(6, outcome.attentions(), outcome.toString());
    assertEquals(12, outcome.norms(), outcome.toString());
  }

  @Test
  void theFusedGraphHasTheReferencesVectors() throws IOException {
    List<Golden> golden = Golden.all();
    try (TextEncoder encoder = OnnxTextEncoder.open(fused, new EncoderOptions(2, 1024));
        TextEncoder plain = TestModel.open(TestModel.NAME, 2, 1024)) {
      assertEquals("fused.onnx", encoder.placement().orElseThrow().graph());
      float[][] company = encoder.encode(Golden.texts()).vectors();
      float[][] without = plain.encode(Golden.texts()).vectors();
      double worst = 0;
      for (int i = 0; i < golden.size(); i++) {
        Golden each = golden.get(i);
        float[] alone = encoder.encode(List.of(each.text())).vectors()[0];
        assertTrue(each.cosine(alone) >= 0.99999, each.name());
        assertTrue(each.cosine(company[i]) >= 0.99999, each.name());
        for (int d = 0; d < alone.length; d++) {
          worst = Math.max(worst, Math.abs(company[i][d] - without[i][d]));
          worst = Math.max(worst, Math.abs(company[i][d] - alone[d]));
        }
      }
      assertTrue(worst <= 1e-6, "differs by " + worst);
    }
  }

  @Test
  void inFloat16TheVectorsStayNearTheReferences() throws IOException {
    Path half = temp.resolve("half");
    HalfModels.Converted converted =
        HalfModels.convert(fused, half, "all-minilm-l6-v2-fp16", Device.cpu());
    // Measured: 0.9999988.
    assertTrue(converted.cosine() >= 0.9999, converted.toString());
    assertTrue(Files.size(half.resolve("model.onnx")) < 46_000_000);
    try (TextEncoder encoder = OnnxTextEncoder.open(half, new EncoderOptions(2, 1024))) {
      float[][] vectors = encoder.encode(Golden.texts()).vectors();
      double worst = 1;
      List<Golden> golden = Golden.all();
      for (int i = 0; i < golden.size(); i++) {
        worst = Math.min(worst, golden.get(i).cosine(vectors[i]));
      }
      // Measured: 0.9999981.
      assertTrue(worst >= 0.9999, "cosine " + worst);
    }
  }

  @Test
  void aModelInInt8IsLeftAsItIs() throws IOException {
    Path folder = temp.resolve("int8");
    EncoderModels.copyFromClasspath("all-minilm-l6-v2-q", folder);
    GraphFusion.Outcome refusal = GraphFusion.fuse(folder);
    assertTrue(refusal.refused().orElseThrow().contains("no attention in float32"));
    ConfigException halved =
        assertThrows(
            ConfigException.class,
            () -> HalfModels.convert(folder, temp.resolve("int8 halved"), "x", Device.cpu()));
    assertTrue(halved.getMessage().contains("expected a model in float32"), halved::getMessage);
    assertTrue(Files.notExists(temp.resolve("int8 halved")));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }
}
