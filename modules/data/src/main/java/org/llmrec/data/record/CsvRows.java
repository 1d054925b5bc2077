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
final class CsvRows extends Rows {
  private static final int MAX_LINES = 10_000;

  /** Reading lines again takes time: a file with more such quotes loses the lines they swallow. */
  private static final int MAX_RETURNS = 1_000;

  private final LineReader lines;
  private final char delimiter;
  private final int limit;
  private final CsvReader.CsvReaderBuilder parser;
  private final Deque<Line> returned = new ArrayDeque<>();
  private final CsvHeader header;
  private int returns;

  CsvRows(Path file, LineReader lines, char delimiter, Rejects rejects, int limit)
      throws IOException {
    super(file, rejects);
    this.lines = lines;
    this.delimiter = delimiter;
    this.limit = limit;
    this.parser = CsvReader.builder().fieldSeparator(delimiter);
    this.header = readHeader(file);
  }

  private CsvHeader readHeader(Path file) throws IOException {
    Line line = take();
    while (line != null && line.length() == 0) {
      line = take();
    }
    String text = line == null || line.tooLong() ? null : line.text();
    List<String> cells = null;
    if (text != null) {
      QuoteScan scan = new QuoteScan(delimiter);
      scan.line(text);
      cells = scan.open() || scan.broken() ? null : parse(text);
    }
    if (cells == null) {
      throw new ConfigException(
          DataCode.FILE_FORMAT,
          file
              + ": expected a header that names the columns in one line of UTF-8, found "
              + (line == null ? "an empty file" : Rejects.clip(line.lenient())));
    }
    return new CsvHeader(file, cells);
  }

  @Override
  public Row next() throws IOException {
    for (Line line = take(); line != null; line = take()) {
      String text = line.text();
      if (text != null && text.isBlank() && !line.tooLong()) {
        continue;
      }
      countRecord();
      if (line.tooLong()) {
        reject(line, Reason.TOO_LONG, "");
      } else if (text == null) {
        reject(line, Reason.NOT_UTF8, "");
      } else {
        Row row = row(line, text);
        if (row != null) {
          return row;
        }
      }
    }
    return null;
  }

  private Row row(Line line, String first) throws IOException {
    List<String> cells = null;
    if (first.indexOf('"') < 0) {
      cells = split(first);
    } else {
      String whole = whole(line, first);
      cells = whole == null ? null : parse(whole);
      if (whole != null && cells == null) {
        reject(line, Reason.BAD_QUOTES, "");
      }
    }
    if (cells == null) {
      return null;
    }
    if (cells.size() != header.names().size()) {
      reject(
          line,
          Reason.FIELD_COUNT,
          header.names().size() + " columns in the header, " + cells.size() + " fields found");
      return null;
    }
    return new Row.OfCsv(line.number(), JsonRows.beginning(first), header, cells);
  }

  /** The record with the lines that its quotes take in, or null after refusing it. */
  private String whole(Line first, String text) throws IOException {
    QuoteScan scan = new QuoteScan(delimiter);
    scan.line(text);
    if (!scan.open() && !scan.broken()) {
      return text;
    }
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
      if (next == null || bytes > limit || more.size() > MAX_LINES) {
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
    if (more.isEmpty() || ++returns > MAX_RETURNS) {
      return;
    }
    for (Line line : more.reversed()) {
      returned.addFirst(line);
    }
  }

  private Line take() throws IOException {
    Line line = returned.poll();
    return line == null ? lines.next() : line;
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

  @Override
  public long consumed() {
    return lines.consumed();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
