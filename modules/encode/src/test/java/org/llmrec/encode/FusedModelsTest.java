package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  void aFusedGraphThatDoesNotFitIsPassedOverAndMadeAnew() throws IOException {
    List<String> texts = List.of("a door", "a longer text about a door and a key");
    float[][] plain;
    try (TextEncoder encoder = TestModel.open(TestModel.NAME, 1, 1024)) {
      plain = encoder.encode(texts).vectors();
    }
    Path folder = temp.resolve("damaged");
    EncoderModels.copyFromClasspath(TestModel.NAME, folder);
    Map<String, Damage> damages = new TreeMap<>();
    damages.put("another version", f -> replace(f.resolve("fused.json"), "1.29.0", "1.0.0"));
    damages.put(
        "another model",
        f -> replace(f.resolve("fused.json"), "\"model\" : \"", "\"model\" : \"0"));
    damages.put("no JSON", f -> Files.writeString(f.resolve("fused.json"), "{"));
    damages.put("no graph", f -> Files.delete(f.resolve("fused.onnx")));
    damages.put("half a graph", f -> Files.write(f.resolve("fused.onnx"), new byte[100]));
    damages.put("one bit", f -> flip(f.resolve("fused.onnx")));
    Path cache = temp.resolve("cache");
    for (Map.Entry<String, Damage> damage : damages.entrySet()) {
      GraphFusion.fuse(folder, Optional.of(cache));
      damage.getValue().to(folder);
      try (TextEncoder encoder = OnnxTextEncoder.open(folder, new EncoderOptions(1, 1024))) {
        Placement placement = encoder.placement().orElseThrow();
        assertEquals("model.onnx", placement.graph(), damage.getKey());
        assertTrue(
            placement
                .notes()
                .getFirst()
                .startsWith("the fused graph beside the model is passed over"),
            damage.getKey() + ": " + placement.notes());
        assertArrayEquals(plain, encoder.encode(texts).vectors(), damage.getKey());
      }
    }
    assertEquals(outcome, GraphFusion.fuse(folder, Optional.of(cache)));
    try (TextEncoder encoder = OnnxTextEncoder.open(folder, new EncoderOptions(1, 1024))) {
      assertEquals("fused.onnx", encoder.placement().orElseThrow().graph());
    }
  }

  @Test
  void aDamagedCacheIsMadeAnewToo() throws IOException {
    Path cache = temp.resolve("cache of another");
    Path entry = cache.resolve(TestModel.manifest().files().get("model.onnx").sha256());
    Files.createDirectories(entry);
    for (String file : List.of("fused.json", "fused.onnx")) {
      Files.copy(fused.resolve(file), entry.resolve(file));
    }
    flip(entry.resolve("fused.onnx"));
    Path folder = temp.resolve("another");
    EncoderModels.copyFromClasspath(TestModel.NAME, folder);
    assertEquals(outcome, GraphFusion.fuse(folder, Optional.of(cache)));
    assertEquals(-1, Files.mismatch(fused.resolve("fused.onnx"), folder.resolve("fused.onnx")));
    assertEquals(-1, Files.mismatch(fused.resolve("fused.onnx"), entry.resolve("fused.onnx")));
  }

  @Test
  void aModelInInt8IsLeftAsItIs() throws IOException {
    Path folder = temp.resolve("int8");
    EncoderModels.copyFromClasspath("all-minilm-l6-v2-q", folder);
    GraphFusion.Outcome refusal = GraphFusion.fuse(folder);
    assertTrue(refusal.refused().orElseThrow().contains("no attention in float32"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }

  private interface Damage {
    void to(Path folder) throws IOException;
  }

  private static void replace(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(old), text);
    Files.writeString(file, text.replace(old, replacement));
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
