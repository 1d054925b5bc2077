package org.llmrec.data.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.FileCode;
import org.llmrec.data.packed.PackedFiles;

/**
 * A Parquet file of flat columns and lists. It has no lines: where a line is named, that is the
 * number of the row, from 1. All that touches the library for Parquet, which need not be there, is
 * here and in {@link ParquetValue}.
 */
final class ParquetRows extends Rows {
  private final ParquetFileReader reader;
  private final RowReader rows;
  private final TableHeader header;
  private final long bytes;
  private final long total;
  private long number;
  private long unpacked;

  private ParquetRows(Path file, ParquetFileReader reader, Rejects rejects) throws IOException {
    super(file, rejects);
    this.reader = reader;
    this.bytes = Files.size(file);
    this.total = reader.getFileMetaData().numRows();
    this.header = header(file, reader.getFileSchema().getRootNode());
    this.rows = reader.rowReader();
  }

  /**
   * Opens a file.
   *
   * @throws ConfigException if a column holds records in records
   * @throws CorruptFileException if it is damaged
   */
  static ParquetRows open(Path file, Rejects rejects) throws IOException {
    ParquetFileReader reader = null;
    try {
      reader = ParquetFileReader.open(new ParquetInput(file));
      return new ParquetRows(file, reader, rejects);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (reader != null) {
        reader.close();
      }
      throw e instanceof ConfigException known ? known : damaged(file, e);
    }
  }

  private static TableHeader header(Path file, SchemaNode.GroupNode root) {
    List<String> names = new ArrayList<>();
    for (SchemaNode column : root.children()) {
      boolean flat =
          switch (column) {
            case SchemaNode.PrimitiveNode p -> p.repetitionType() != RepetitionType.REPEATED;
            case SchemaNode.GroupNode g ->
                g.isList() && g.getListElement() instanceof SchemaNode.PrimitiveNode;
          };
      if (!flat) {
        throw new ConfigException(
            DataCode.FILE_FORMAT,
            file
                + ": expected columns of texts, numbers, times and lists of them, found records in '"
                + Rejects.clip(column.name())
                + "'; leave that column out, or write JSON Lines");
      }
      names.add(column.name());
    }
    return new TableHeader(file, names);
  }

  @Override
  public Row next() throws IOException {
    while (hasNext()) {
      number++;
      countRecord();
      Row row = row();
      if (row != null) {
        return row;
      }
    }
    if (number != total) {
      throw damaged(file(), new IOException(number + " rows of " + total));
    }
    return null;
  }

  private boolean hasNext() {
    try {
      return rows.hasNext();
    } catch (RuntimeException | OutOfMemoryError e) {
      throw damaged(file(), e);
    }
  }

  private Row row() {
    List<JsonNode> values = new ArrayList<>(header.names().size());
    long size = 0;
    String bad = null;
    try {
      rows.next();
      for (int i = 0; i < header.names().size(); i++) {
        JsonNode value = null;
        try {
          value = ParquetValue.of(rows.getValue(i));
        } catch (CharacterCodingException e) {
          bad = header.names().get(i);
        }
        values.add(value);
        size += size(value);
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      throw damaged(file(), e);
    }
    checkExpansion(size);
    String excerpt = excerpt(values);
    if (size > Limits.RECORD_BYTES || bad != null) {
      Reason reason = bad == null ? Reason.TOO_LONG : Reason.NOT_UTF8;
      reject(number, bad == null ? "" : bad, reason, excerpt);
      return null;
    }
    return new Row.OfFields(number, excerpt, "\n", header, values);
  }

  private static long size(JsonNode value) {
    if (value == null) {
      return 0;
    }
    long size = value.isTextual() ? value.textValue().length() : 8;
    for (JsonNode part : value) {
      size += size(part);
    }
    return size;
  }

  /** The same text may stand in a million rows and in the file once. */
  private void checkExpansion(long size) {
    unpacked += size;
    if (unpacked > PackedFiles.FREE_BYTES && unpacked / PackedFiles.MAX_RATIO > bytes) {
      throw new CorruptFileException(
          FileCode.FILE_DAMAGED,
          file(),
          "at most " + PackedFiles.MAX_RATIO + " times as much text as the file has bytes",
          String.format(Locale.ROOT, "%,d characters from %,d bytes", unpacked, bytes),
          "if you trust it, write it as JSON Lines");
    }
  }

  private String excerpt(List<JsonNode> values) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < values.size() && text.length() < Rejects.EXCERPT; i++) {
      JsonNode value = values.get(i);
      String shown = value == null ? "null" : Rejects.clip(Values.text(value));
      text.append(i == 0 ? "" : ", ").append(header.names().get(i)).append(": ").append(shown);
    }
    return Rejects.clip(text.append('}').toString());
  }

  /**
   * Names what the library found. Damage may make it ask for an array of two billion; that it does
   * not get one hurts nobody.
   */
  private static CorruptFileException damaged(Path file, Throwable e) {
    String found = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    CorruptFileException damaged =
        new CorruptFileException(
            FileCode.FILE_DAMAGED,
            file,
            "a whole Parquet file",
            Rejects.clip(found),
            "write it again, or fetch it again");
    damaged.initCause(e);
    return damaged;
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.of(header.names());
  }

  /** By the share of the rows: where the reader is in the file, it does not say. */
  @Override
  public long consumed() {
    return total <= 0 ? bytes : (long) (bytes * Math.min(1, number / (double) total));
  }

  @Override
  public void close() throws IOException {
    try (ParquetFileReader last = reader) {
      rows.close();
    }
  }
}
