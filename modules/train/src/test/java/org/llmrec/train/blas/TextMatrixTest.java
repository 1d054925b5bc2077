package org.llmrec.train.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.table.Ids;
import org.llmrec.train.method.TextVectors;

class TextMatrixTest {
  @TempDir Path folder;

  private VectorFile file(String name, Map<String, float[]> rows) throws IOException {
    Path file = folder.resolve(name);
    try (VectorFileWriter writer = VectorFileWriter.create(file, 2, Map.of())) {
      for (Map.Entry<String, float[]> row : rows.entrySet()) {
        writer.add(row.getKey(), row.getValue());
      }
    }
    return VectorFile.open(file);
  }

  /** Centred over the items asked for that have the field; "other" is in the file only. */
  @Test
  void fieldsAreCentredAndStandSideBySide() throws IOException {
    Map<String, float[]> plot = new LinkedHashMap<>();
    plot.put("b", new float[] {3, 4});
    plot.put("other", new float[] {100, 100});
    plot.put("a", new float[] {1, 0});
    Map<String, float[]> tag = new LinkedHashMap<>();
    tag.put("a", new float[] {7, 8});
    Map<String, VectorFile> fields = new LinkedHashMap<>();
    try (VectorFile plots = file("plot", plot);
        VectorFile tags = file("tag", tag)) {
      fields.put("plot", plots);
      fields.put("tag", tags);
      TextVectors texts = new TextVectors("original", fields, Optional.empty());
      TextMatrix matrix = TextMatrix.of(texts, Ids.of(List.of("a", "b", "c")));
      assertEquals(4, matrix.width());
      assertEquals(3, matrix.rows());
      assertArrayEquals(new float[] {-1, -2, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0}, matrix.values());
      float s = (float) (1 / Math.sqrt(5));
      assertArrayEquals(
          new float[] {-s, -2 * s, 0, 0, s, 2 * s, 0, 0, 0, 0, 0, 0},
          matrix.unit().values(),
          1e-6f);
    }
  }

  @Test
  void textsOfOtherItemsAreRefused() throws IOException {
    try (VectorFile file = file("plot", Map.of("x", new float[] {1, 2}))) {
      TextVectors texts = new TextVectors("original", Map.of("plot", file), Optional.empty());
      Ids items = Ids.of(List.of("a"));
      assertThrows(ConfigException.class, () -> TextMatrix.of(texts, items));
    }
  }
}
