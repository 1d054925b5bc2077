package org.llmrec.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.onnx.OnnxFile;

/** The files that a model loads are found wherever a tensor may lie, and nonsense is refused. */
class OnnxFileTest {
  @TempDir Path folder;

  @Test
  void theRealModelLoadsNothingAndSaysItsWidth() throws IOException {
    OnnxFile real = OnnxFile.read(TestModel.folder().resolve(EncoderManifest.MODEL));
    assertEquals(Set.of(), real.external());
    assertEquals(384, real.width("last_hidden_state"));
  }

  @Test
  void aTensorIsFoundInEveryPlace() throws IOException {
    OnnxBytes t = OnnxBytes.tensor("there");
    for (OnnxBytes graph :
        List.of(
            new OnnxBytes().put(5, t),
            new OnnxBytes().put(15, new OnnxBytes().put(1, t)),
            new OnnxBytes().put(15, new OnnxBytes().put(2, t)),
            attribute(5, t),
            attribute(10, t),
            attribute(6, new OnnxBytes().put(5, t)),
            attribute(11, attribute(5, t)),
            attribute(22, new OnnxBytes().put(1, t)),
            attribute(23, new OnnxBytes().put(2, t)))) {
      assertEquals(Set.of("there"), read(OnnxBytes.model(graph)).external());
      OnnxBytes training = new OnnxBytes().put(7, new OnnxBytes()).put(20, wrap(1, graph));
      assertEquals(Set.of("there"), read(training.bytes()).external());
    }
    OnnxBytes function = wrap(7, wrap(5, wrap(5, t)));
    assertEquals(
        Set.of("there"),
        read(new OnnxBytes().put(7, new OnnxBytes()).put(25, function).bytes()).external());
  }

  @Test
  void whatAGraphHasAValueForIsNoInput() throws IOException {
    OnnxBytes weight = new OnnxBytes().number(1, 1).number(2, 1).text(8, "weight");
    OnnxBytes graph =
        new OnnxBytes()
            .put(11, port("features", 1, 3))
            .put(11, port("weight", 1, 1))
            .put(5, weight)
            .put(11, port("ids", 7, 2));
    assertEquals(
        Map.of(
            "features",
            new OnnxFile.Port(OnnxFile.FLOAT, List.of(-1L, 3L)),
            "ids",
            new OnnxFile.Port(7, List.of(-1L, 2L))),
        read(OnnxBytes.model(graph)).inputs());
  }

  private static OnnxBytes port(String name, int element, int width) {
    OnnxBytes shape =
        new OnnxBytes()
            .put(1, new OnnxBytes().text(2, "K"))
            .put(1, new OnnxBytes().number(1, width));
    OnnxBytes type = new OnnxBytes().put(1, new OnnxBytes().number(1, element).put(2, shape));
    return new OnnxBytes().text(1, name).put(2, type);
  }

  @Test
  void weightsAreJumpedOver() throws IOException {
    Path file = folder.resolve("large.onnx");
    byte[] head = OnnxBytes.model(new OnnxBytes().put(12, OnnxBytes.output(7)));
    long gap = 3L << 30;
    byte[] field = new byte[] {(byte) (6 << 3 | 2), 0, 0, 0, 0, 0};
    for (int i = 0; i < 5; i++) {
      field[i + 1] = (byte) (gap >>> (7 * i) & 0x7f | (i < 4 ? 0x80 : 0));
    }
    // A sparse file: 3 GiB that nobody wrote and nobody could read in the time of a test.
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(field);
      out.seek(field.length + gap);
      out.write(head);
    }
    assertEquals(7, OnnxFile.read(file).width("last_hidden_state"));
  }

  @Test
  void whatIsCutOrScrambledIsRefusedOrRead() throws IOException {
    byte[] whole = OnnxBytes.loading("there");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(ConfigException.class, () -> read(cut), () -> "cut to " + cut.length);
    }
    long seed = 20261127;
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      byte[] scrambled = whole.clone();
      scrambled[random.nextInt(whole.length)] = (byte) random.nextInt();
      try {
        read(scrambled);
      } catch (ConfigException e) {
        assertTrue(e.getMessage().contains("expected an ONNX model"), "seed " + seed + ": " + e);
      }
    }
  }

  @Test
  void graphsWithoutEndAreRefused() {
    OnnxBytes graph = new OnnxBytes();
    for (int i = 0; i < 500; i++) {
      graph = attribute(6, graph);
    }
    byte[] deep = OnnxBytes.model(graph);
    assertThrows(ConfigException.class, () -> read(deep));
  }

  private OnnxFile read(byte[] bytes) throws IOException {
    return OnnxFile.read(Files.write(folder.resolve("model.onnx"), bytes));
  }

  private static OnnxBytes attribute(int field, OnnxBytes value) {
    return wrap(1, wrap(5, wrap(field, value)));
  }

  private static OnnxBytes wrap(int field, OnnxBytes value) {
    return new OnnxBytes().put(field, value);
  }
}
