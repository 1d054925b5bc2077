package org.llmrec.data.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.MachineCode;
import org.llmrec.data.packed.PackedFiles;

/**
 * Reads a file row by row, in constant memory. Records that are no rows at all (not UTF-8, not
 * JSON, too long, wrong number of fields) go to {@link Rejects} and are passed over; blank lines
 * are no records.
 *
 * <p>Not thread-safe.
 */
public abstract class Rows implements AutoCloseable {
  /** After so many records without a usable one, a mapped column is looked for in vain. */
  private static final int PATIENCE = 1_000;

  private final Path file;
  private final Rejects rejects;
  private long read;
  private long usable;

  /** Makes a record of a row. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * The record.
     *
     * @throws BadFieldException if the row makes none
     */
    T of(Row row) throws BadFieldException;
  }

  /** For one file. */
  protected Rows(Path file, Rejects rejects) {
    this.file = file;
    this.rejects = rejects;
  }

  /** Opens a file in the encoding that its format usually has. */
  public static Rows open(Path file, Format format, Rejects rejects) throws IOException {
    return open(file, format, Encoding.AUTO, rejects);
  }

  /**
   * Opens a file, packed with gzip or zstd or not.
   *
   * @throws ConfigException if there is no such file, it cannot be such a format, a table has no
   *     header, or the library for it is not there
   * @throws CorruptFileException here or from {@link #next}, if it is packed and damaged
   */
  public static Rows open(Path file, Format format, Encoding encoding, Rejects rejects)
      throws IOException {
    return open(file, format, encoding, rejects, Limits.RECORD_BYTES);
  }

  /**
   * JSON Lines from a stream that the caller opened.
   *
   * @param file what to call it in messages
   * @param in closed with the rows
   */
  public static Rows jsonLines(Path file, InputStream in, Rejects rejects) {
    return new JsonRows(file, new LineReader(in, Limits.RECORD_BYTES, Encoding.UTF_8), rejects);
  }

  static Rows open(Path file, Format format, Encoding encoding, Rejects rejects, int limit)
      throws IOException {
    Shape shape = FileFacts.shape(file, format, FileFacts.Probe.of(file));
    Encoding found = FileFacts.encoding(shape, encoding);
    return switch (shape) {
      case Shape.Parquet p -> parquet(file, rejects);
      case Shape.Tagged t ->
          throw new ConfigException(
              DataCode.FILE_FORMAT,
              file
                  + ": expected records in lines or columns, found documents between <DOC> tags;"
                  + " they are read as a catalogue only");
      case Shape.JsonLines j ->
          lines(file, found, limit, lines -> new JsonRows(file, lines, rejects));
      case Shape.Atomic a ->
          lines(file, found, limit, lines -> new AtomicRows(file, lines, rejects));
      case Shape.Positional p ->
          lines(file, found, limit, lines -> new PositionalRows(file, lines, p.layout(), rejects));
      case Shape.Table t ->
          lines(
              file, found, limit, lines -> new CsvRows(file, lines, t.delimiter(), rejects, limit));
    };
  }

  private static Rows parquet(Path file, Rejects rejects) throws IOException {
    try {
      return ParquetRows.open(file, rejects);
    } catch (LinkageError e) {
      throw new ConfigException(
          MachineCode.CLASS_PATH,
          file
              + ": is Parquet, which needs the library dev.hardwood:hardwood-core on the class path,"
              + " and for its pages perhaps snappy-java or zstd-jni; add them (the command line has"
              + " them), or write JSON Lines",
          e);
    }
  }

  /** What reads rows from lines. */
  private interface OfLines {
    Rows read(LineReader lines) throws IOException;
  }

  private static Rows lines(Path file, Encoding encoding, int limit, OfLines rows)
      throws IOException {
    LineReader lines = new LineReader(PackedFiles.open(file), limit, encoding);
    try {
      return rows.read(lines);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /**
   * The next row, or null at the end.
   *
   * @throws BadRecordException if the account of refusals is strict and a record is bad
   */
  public abstract Row next() throws IOException;

  /**
   * The next row that makes a record, as that; null at the end. Rows that make none are refused.
   *
   * @param columns of which those that were mapped must be there: that is asked at the end, and
   *     where it need not be waited for
   * @param early whether to ask after the first thousand records, if none of them was usable
   * @throws ConfigException if a column was mapped that the records do not have
   * @throws BadRecordException if the account of refusals is strict and a record is bad
   */
  public final <T> T next(Columns columns, boolean early, Reading<T> reading) throws IOException {
    for (Row row = next(); row != null; row = next()) {
      try {
        T record = reading.of(row);
        usable++;
        return record;
      } catch (BadFieldException e) {
        rejects.add(file(), row, e);
      }
      if (early && usable == 0 && read() == PATIENCE) {
        columns.checkMapped();
      }
    }
    if (read() > 0) {
      columns.checkMapped();
    }
    return null;
  }

  /** A table's columns; empty for JSON Lines, where every record has its own. */
  public abstract Optional<List<String>> header();

  /** Bytes read so far. */
  public abstract long consumed();

  @Override
  public abstract void close() throws IOException;

  /** The file that the last row was in. */
  public Path file() {
    return file;
  }

  /** How many records came in so far, the refused ones included. */
  public long read() {
    return read;
  }

  final void countRecord() {
    read++;
  }

  /** Refuses a row of a file without lines. */
  final void reject(long row, String field, Reason reason, String excerpt) {
    rejects.add(file, row, field, reason, "", excerpt);
  }

  final void reject(Line line, Reason reason, String detail) {
    rejects.add(file, line.number(), "", reason, detail, line.lenient());
  }
}
