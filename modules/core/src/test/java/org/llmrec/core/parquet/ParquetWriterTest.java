package org.llmrec.core.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.parquet.ParquetColumn.Type;

/** What a reader that is not ours finds is what was written. */
class ParquetWriterTest {
  private static final List<ParquetColumn> COLUMNS =
      List.of(
          ParquetColumn.of("id", Type.TEXT),
          ParquetColumn.optional("note", Type.TEXT),
          ParquetColumn.of("rank", Type.WHOLE),
          ParquetColumn.optional("score", Type.REAL),
          ParquetColumn.of("vector", Type.REALS));

  @TempDir Path folder;

  private record Row(String id, String note, int rank, Double score, float[] vector) {}

  @Test
  void everyTypeLackingOrNotOverSeveralRowGroups() throws IOException {
    long seed = 20261128;
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      float[] vector = new float[random.nextInt(6) == 0 ? 0 : random.nextInt(400)];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) random.nextGaussian();
      }
      // Long runs that lack and single ones, since levels are written in runs.
      boolean lacks = i / 1_000 % 2 == 0 || random.nextInt(3) == 0;
      rows.add(
          new Row(
              "item " + i + " ü\n",
              lacks ? null : "n" + random.nextInt(),
              random.nextInt(),
              random.nextBoolean() ? null : random.nextDouble(),
              vector));
    }
    Path file = folder.resolve("rows.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, rows);
    }
    int row = 0;
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        RowReader found = reader.rowReader()) {
      assertTrue(reader.getFileMetaData().rowGroups().size() > 1);
      for (; found.hasNext(); row++) {
        found.next();
        Row wanted = rows.get(row);
        String where = "seed " + seed + ", row " + row;
        assertEquals(wanted.id(), found.getString(0), where);
        assertEquals(wanted.note(), found.isNull(1) ? null : found.getString(1), where);
        assertEquals(wanted.rank(), found.getInt(2), where);
        assertEquals(wanted.score(), found.isNull(3) ? null : found.getDouble(3), where);
        List<Float> vector = found.getList(4).floats();
        assertEquals(wanted.vector().length, vector.size(), where);
        for (int d = 0; d < vector.size(); d++) {
          assertEquals(wanted.vector()[d], vector.get(d), where);
        }
      }
    }
    assertEquals(rows.size(), row);
  }

  private static void write(OutputStream out, List<Row> rows) throws IOException {
    ParquetWriter writer = new ParquetWriter(out, "rows", COLUMNS);
    for (Row row : rows) {
      writer.text(row.id());
      if (row.note() == null) {
        writer.missing();
      } else {
        writer.text(row.note());
      }
      writer.whole(row.rank());
      if (row.score() == null) {
        writer.missing();
      } else {
        writer.real(row.score());
      }
      writer.reals(row.vector());
    }
    writer.end();
  }

  @Test
  void aFileWithoutRowsIsAFile() throws IOException {
    Path file = folder.resolve("none.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out, List.of());
    }
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        RowReader found = reader.rowReader()) {
      assertFalse(found.hasNext());
      assertEquals(5, reader.getFileSchema().getRootNode().children().size());
    }
  }

  @Test
  void whatDoesNotFitTheColumnsIsRefused() throws IOException {
    ParquetWriter writer = new ParquetWriter(new ByteArrayOutputStream(), "rows", COLUMNS);
    assertThrows(IllegalArgumentException.class, () -> writer.whole(1));
    assertThrows(IllegalArgumentException.class, writer::missing);
    writer.text("a");
    assertThrows(IllegalStateException.class, writer::end);
    assertThrows(IllegalArgumentException.class, () -> ParquetColumn.of("", Type.TEXT));
    assertThrows(IllegalArgumentException.class, () -> ParquetColumn.optional("list", Type.REALS));
  }
}
