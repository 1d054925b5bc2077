package org.llmrec.encode.graph.internal;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.Placement;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.graph.GraphFusion;

/** A fused graph is a cache: whatever happens to it, the vectors are the model's. */
class FusedCacheTest {
  @TempDir Path temp;

  @Test
  void aFusedGraphThatDoesNotFitIsPassedOverAndMadeAnew() throws IOException {
    List<String> texts = List.of("a door", "a longer text about a door and a key");
    Path folder = TinyTransformer.folder(temp.resolve("damaged"), 3);
    float[][] plain;
    try (TextEncoder encoder = OnnxTextEncoder.open(folder, new EncoderOptions(1, 1024))) {
      plain = encoder.encode(texts).vectors();
    }
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
    assertEquals(Optional.empty(), GraphFusion.fuse(folder, Optional.of(cache)).refused());
    try (TextEncoder encoder = OnnxTextEncoder.open(folder, new EncoderOptions(1, 1024))) {
      assertEquals("fused.onnx", encoder.placement().orElseThrow().graph());
    }
  }

  @Test
  void aDamagedCacheIsMadeAnewToo() throws IOException {
    Path cache = temp.resolve("cache");
    Path first = TinyTransformer.folder(temp.resolve("first"), 3);
    GraphFusion.Outcome outcome = GraphFusion.fuse(first, Optional.of(cache));
    Path entry;
    try (Stream<Path> entries = Files.list(cache)) {
      entry = entries.findFirst().orElseThrow();
    }
    flip(entry.resolve("fused.onnx"));
    Path second = TinyTransformer.folder(temp.resolve("second"), 3);
    assertEquals(outcome, GraphFusion.fuse(second, Optional.of(cache)));
    assertEquals(-1, Files.mismatch(first.resolve("fused.onnx"), second.resolve("fused.onnx")));
    assertEquals(-1, Files.mismatch(first.resolve("fused.onnx"), entry.resolve("fused.onnx")));
  }

  @Test
  void aCacheThatCannotBeWrittenCostsNothingButItself() throws IOException {
    Path blocked = Files.writeString(temp.resolve("a file"), "");
    Path folder = TinyTransformer.folder(temp.resolve("model"), 3);
    assertEquals(Optional.empty(), GraphFusion.fuse(folder, Optional.of(blocked)).refused());
    try (TextEncoder encoder = OnnxTextEncoder.open(folder, new EncoderOptions(1, 1024))) {
      assertEquals("fused.onnx", encoder.placement().orElseThrow().graph());
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
