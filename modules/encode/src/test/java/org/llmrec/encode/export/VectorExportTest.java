package org.llmrec.encode.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;

/** What others read is what was computed. */
class VectorExportTest {
  private static final long SEED = 20261127;

  @TempDir Path folder;

  private VectorFile file(int rows, int dims) throws IOException {
    Path path = folder.resolve("in.vec");
    Random random = new Random(SEED);
    try (VectorFileWriter writer = VectorFileWriter.create(path, dims, Map.of())) {
      for (int row = 0; row < rows; row++) {
        float[] vector = new float[dims];
        for (int i = 0; i < dims; i++) {
          vector[i] = (float) random.nextGaussian();
        }
        writer.add("item \"" + row + "\" ü\n", vector);
      }
    }
    return VectorFile.open(path);
  }

  private Path export(VectorFile vectors, Format format, Element element) throws IOException {
    Path out = folder.resolve("out");
    VectorExport.write(vectors, out, format, element, Progress.silent());
    return out;
  }

  @Test
  void aParquetReaderFindsTheSameIdsAndFloats() throws IOException {
    // Several row groups.
    for (int[] shape : new int[][] {{4_100, 1_024}, {7, 1}, {1, 3}, {0, 5}}) {
      try (VectorFile vectors = file(shape[0], shape[1])) {
        Path out = export(vectors, Format.PARQUET, Element.FLOAT32);
        int row = 0;
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(out));
            RowReader rows = reader.rowReader()) {
          for (; rows.hasNext(); row++) {
            rows.next();
            assertEquals(vectors.id(row), rows.getString(0));
            List<Float> found = rows.getList(1).floats();
            float[] expected = vectors.row(row);
            assertEquals(expected.length, found.size());
            for (int i = 0; i < expected.length; i++) {
              assertEquals(expected[i], found.get(i), "seed " + SEED + ", row " + row);
            }
          }
        }
        assertEquals(shape[0], row);
      }
    }
  }

  @Test
  void aLineHasTheSameFloats() throws IOException {
    try (VectorFile vectors = file(20, 9)) {
      List<String> lines = Files.readAllLines(export(vectors, Format.JSONL, Element.FLOAT32));
      assertEquals(20, lines.size());
      for (int row = 0; row < 20; row++) {
        JsonNode line = Json.mapper().readTree(lines.get(row));
        assertEquals(vectors.id(row), line.get("id").textValue());
        float[] expected = vectors.row(row);
        for (int i = 0; i < 9; i++) {
          assertEquals(expected[i], Float.parseFloat(line.get("vector").get(i).asText()));
        }
      }
    }
  }

  @Test
  void anArrayIsAsNumpyDescribesIt() throws IOException {
    try (VectorFile vectors = file(20, 9)) {
      Npy array = Npy.read(export(vectors, Format.NPY, Element.FLOAT32));
      assertEquals("{'descr': '<f4', 'fortran_order': False, 'shape': (20, 9), }", array.head());
      float[] row = new float[9];
      for (int i = 0; i < 20; i++) {
        array.data().asFloatBuffer().get(i * 9, row);
        assertArrayEquals(vectors.row(i), row);
      }
      assertEquals(
          vectors.ids(),
          Files.readAllLines(folder.resolve("out.ids.jsonl")).stream().map(this::string).toList());
      assertFalse(Files.exists(folder.resolve("out.scales.npy")));
    }
  }

  @Test
  void fewerBitsLoseWhatTheySay() throws IOException {
    try (VectorFile vectors = file(20, 9)) {
      Npy halves = Npy.read(export(vectors, Format.NPY, Element.FLOAT16));
      Npy bytes = Npy.read(export(vectors, Format.NPY, Element.INT8));
      Npy scales = Npy.read(folder.resolve("out.scales.npy"));
      assertTrue(halves.head().contains("'<f2'"), halves.head());
      assertTrue(bytes.head().contains("'|i1'"), bytes.head());
      assertTrue(scales.head().contains("(20,)"), scales.head());
      for (int row = 0; row < 20; row++) {
        float scale = scales.data().asFloatBuffer().get(row);
        float[] expected = vectors.row(row);
        for (int i = 0; i < 9; i++) {
          int at = row * 9 + i;
          float half = Float.float16ToFloat(halves.data().asShortBuffer().get(at));
          assertEquals(expected[i], half, Math.abs(expected[i]) / 2048 + 1e-7, "half");
          float whole = bytes.data().get(bytes.data().position() + at) * scale;
          assertEquals(expected[i], whole, scale / 2 + 1e-6, "byte");
        }
      }
    }
  }

  @Test
  void zerosStayZerosAndFormatsSayWhatTheyDoNotHold() throws IOException {
    Path path = folder.resolve("zeros.vec");
    try (VectorFileWriter writer = VectorFileWriter.create(path, 3, Map.of())) {
      writer.add("a", new float[3]);
    }
    try (VectorFile vectors = VectorFile.open(path)) {
      Npy bytes = Npy.read(export(vectors, Format.NPY, Element.INT8));
      assertEquals(0, bytes.data().get(bytes.data().position()));
      ConfigException refusal =
          assertThrows(ConfigException.class, () -> export(vectors, Format.PARQUET, Element.INT8));
      assertTrue(refusal.getMessage().contains("npy"), refusal.getMessage());
    }
  }

  private String string(String line) {
    try {
      return Json.mapper().readTree(line).textValue();
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  /** Reads by NumPy's description of the format. */
  private record Npy(String head, ByteBuffer data) {
    static Npy read(Path file) throws IOException {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals((byte) 0x93, all.get());
      byte[] rest = new byte[7];
      all.get(rest);
      assertArrayEquals(new byte[] {'N', 'U', 'M', 'P', 'Y', 1, 0}, rest);
      byte[] head = new byte[all.getShort()];
      all.get(head);
      assertEquals(0, all.position() % 64);
      assertEquals('\n', head[head.length - 1]);
      String text = new String(head, StandardCharsets.US_ASCII).strip();
      return new Npy(text, all.slice().order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  @Test
  void whatWasThereStaysIfTheDiskRefuses() throws IOException {
    try (VectorFile vectors = file(2, 2)) {
      Path out = Files.writeString(folder.resolve("out"), "before");
      Files.createDirectory(folder.resolve("out.ids.jsonl"));
      Files.writeString(folder.resolve("out.ids.jsonl/full"), "x");
      assertThrows(
          IOException.class,
          () -> VectorExport.write(vectors, out, Format.NPY, Element.FLOAT32, Progress.silent()));
      assertEquals("before", Files.readString(out));
      List<String> names = new ArrayList<>();
      try (var files = Files.list(folder)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
      assertEquals(3, names.size(), names.toString());
    }
  }
}
