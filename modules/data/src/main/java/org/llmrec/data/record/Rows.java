package org.llmrec.data.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/**
 * Reads a file row by row, in constant memory. Records that are no rows at all (not UTF-8, not
 * JSON, too long, wrong number of fields) go to {@link Rejects} and are passed over; blank lines
 * are no records.
 *
 * <p>Not thread-safe.
 */
public abstract sealed class Rows implements AutoCloseable permits JsonRows, CsvRows {
  /** The longest record that is read, in bytes. */
  public static final int MAX_RECORD_BYTES = 16 << 20;

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

  Rows(Path file, Rejects rejects) {
    this.file = file;
    this.rejects = rejects;
  }

  /**
   * Opens a file.
   *
   * @throws ConfigException if there is no such file, it cannot be such a format, or a table has no
   *     header
   */
  public static Rows open(Path file, Format format, Rejects rejects) throws IOException {
    return open(file, format, rejects, MAX_RECORD_BYTES);
  }

  /**
   * JSON Lines from a stream that the caller opened, such as one that unpacks.
   *
   * @param file what to call it in messages
   * @param in closed with the rows
   */
  public static Rows jsonLines(Path file, InputStream in, Rejects rejects) {
    return new JsonRows(file, new LineReader(in, MAX_RECORD_BYTES), rejects);
  }

  static Rows open(Path file, Format format, Rejects rejects, int limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          DataCode.FILE_MISSING,
          file + ": expected a file, found " + (Files.exists(file) ? "something else" : "nothing"));
    }
    Format.Decided decided = format.decide(file);
    LineReader lines = new LineReader(Files.newInputStream(file), limit);
    try {
      return decided.json()
          ? new JsonRows(file, lines, rejects)
          : new CsvRows(file, lines, decided.delimiter(), rejects, limit);
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
        rejects.add(file, row, e);
      }
      if (early && usable == 0 && read == PATIENCE) {
        columns.checkMapped();
      }
    }
    if (read > 0) {
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

  /** The file. */
  public final Path file() {
    return file;
  }

  /** How many records came in so far, the refused ones included. */
  public final long read() {
    return read;
  }

  final void countRecord() {
    read++;
  }

  final void reject(Line line, Reason reason, String detail) {
    rejects.add(file, line.number(), "", reason, detail, line.lenient());
  }
}
