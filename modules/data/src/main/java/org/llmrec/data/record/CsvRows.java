package org.llmrec.data.record;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/**
 * A table with a header (RFC 4180). A quoted field may span lines. A quote that is never closed
 * costs its own line, not the rest of the file: the lines after it are read again as records.
 */
final class CsvRows extends LineRows {
  /** Reading lines again takes time: a file with more such quotes loses the lines they swallow. */
  private static final int MAX_RETURNS = 1_000;

  private static final long MAX_RETURNED_BYTES = 256L << 20;

  private final char delimiter;
  private final int limit;
  private final CsvReader.CsvReaderBuilder parser;
  private final Deque<Line> returned = new ArrayDeque<>();
  private final TableHeader header;
  private int returns;
  private long returnedBytes;

  CsvRows(Path file, LineReader lines, char delimiter, Rejects rejects, int limit)
      throws IOException {
    super(file, lines, rejects);
    this.delimiter = delimiter;
    this.limit = limit;
    this.parser = CsvReader.builder().fieldSeparator(delimiter);
    this.header = readHeader(file);
  }

  private TableHeader readHeader(Path file) throws IOException {
    Line line = take();
    while (line != null && line.length() == 0) {
      line = take();
    }
    String text = line == null || line.tooLong() ? null : line.text();
    List<String> cells = null;
    if (text != null) {
      QuoteScan scan = new QuoteScan(delimiter);
      scan.line(text);
      if (scan.fields() > Limits.COLUMNS) {
        throw TableHeader.tooMany(file, scan.fields());
      }
      cells = scan.open() || scan.broken() ? null : parse(text);
    }
    if (cells == null) {
      throw noHeader(file, line);
    }
    return new TableHeader(file, cells);
  }

  private static ConfigException noHeader(Path file, Line line) {
    String found =
        line == null
            ? "an empty file"
            : line.tooLong()
                ? "a line of more than " + (Limits.RECORD_BYTES >> 20) + " MiB"
                : Rejects.clip(line.lenient());
    return new ConfigException(
        DataCode.FILE_FORMAT,
        file + ": expected a header that names the columns in one line of UTF-8, found " + found);
  }

  @Override
  Row row(Line line, String first) throws IOException {
    QuoteScan scan = new QuoteScan(delimiter);
    scan.line(first);
    String whole = scan.open() || scan.broken() ? whole(line, first, scan) : first;
    if (whole == null) {
      return null;
    }
    // Counted before they are made: a line may hold millions.
    int found = scan.fields();
    List<String> cells = null;
    if (found == header.names().size()) {
      cells = first.indexOf('"') < 0 ? split(first) : parse(whole);
      if (cells == null) {
        reject(line, Reason.BAD_QUOTES, "");
        return null;
      }
      // To the parser a lone carriage return ends a record, too.
      found = cells.size();
    }
    if (found != header.names().size()) {
      reject(
          line,
          Reason.FIELD_COUNT,
          header.names().size() + " columns in the header, " + found + " fields found");
      return null;
    }
    return new Row.OfCsv(line.number(), beginning(first), header, cells);
  }

  /** The record with the lines that its quotes take in, or null after refusing it. */
  private String whole(Line first, String text, QuoteScan scan) throws IOException {
    StringBuilder whole = new StringBuilder(text);
    List<Line> more = new ArrayList<>();
    long bytes = first.length();
    while (scan.open()) {
      Line line = take();
      String next = line == null || line.tooLong() ? null : line.text();
      if (line != null) {
        more.add(line);
        bytes += line.length();
      }
      if (next == null || bytes > limit || more.size() > Limits.QUOTED_LINES) {
        giveBack(more);
        reject(first, Reason.BAD_QUOTES, "a quote is opened and never closed");
        return null;
      }
      whole.append('\n').append(next);
      scan.line(next);
    }
    if (scan.broken()) {
      giveBack(more);
      reject(first, Reason.BAD_QUOTES, "text follows a closing quote");
      return null;
    }
    return whole.toString();
  }

  private void giveBack(List<Line> more) {
    if (more.isEmpty() || ++returns > MAX_RETURNS || returnedBytes > MAX_RETURNED_BYTES) {
      return;
    }
    for (Line line : more.reversed()) {
      returnedBytes += line.length();
      returned.addFirst(line);
    }
  }

  @Override
  Line take() throws IOException {
    Line line = returned.poll();
    return line == null ? super.take() : line;
  }

  /** Without a quote there is nothing to parse. */
  private List<String> split(String text) {
    List<String> cells = new ArrayList<>(header.names().size());
    int start = 0;
    for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
      cells.add(text.substring(start, end));
      start = end + 1;
    }
    cells.add(text.substring(start));
    return cells;
  }

  private List<String> parse(String record) {
    try {
      return parser.ofSingleCsvRecord(record).getFields();
    } catch (CsvParseException e) {
      return null;
    }
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.of(header.names());
  }
}
