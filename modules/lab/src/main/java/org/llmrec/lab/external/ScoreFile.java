package org.llmrec.lab.external;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/**
 * A file of scores: a TREC run ({@code qid Q0 docid rank score tag}, blanks between; the rank is
 * not read, as by trec_eval) or a CSV of {@code user,item,score} with or without a header. What it
 * is, its name says ({@code .csv}; {@code .trec} or {@code .run}) or its first line. A first line
 * {@code # split HASH} says which split the scores were made on.
 */
public final class ScoreFile {
  private static final String SPLIT = "# split ";
  private static final int TREC_COLUMNS = 6;
  private static final int CSV_COLUMNS = 3;

  private final Path file;

  private ScoreFile(Path file) {
    this.file = file;
  }

  /** Takes one score after the other. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a score.
     *
     * @param line where it stands, from 1
     * @param score finite
     */
    void score(long line, String asker, String item, float score);
  }

  /**
   * Reads all scores in the file's order.
   *
   * @return the split that the file says it was made on
   * @throws ConfigException if there is no such file, or a line is not understood
   * @throws IOException if it cannot be read
   */
  public static Optional<String> read(Path file, Sink sink) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          DataCode.FILE_MISSING, file + ": expected a file of scores, found none");
    }
    return new ScoreFile(file).read(sink);
  }

  private Optional<String> read(Sink sink) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      in.mark(1 << 16);
      String first = in.readLine();
      Optional<String> split = Optional.empty();
      long line = 1;
      if (first != null && first.startsWith(SPLIT)) {
        split = Optional.of(first.substring(SPLIT.length()).strip());
        in.mark(1 << 16);
        first = in.readLine();
        line = 2;
      }
      if (first == null) {
        throw new ConfigException(DataCode.DATA_EMPTY, file + ": expected scores, found none");
      }
      in.reset();
      if (isCsv(first)) {
        csv(in, line, sink);
      } else {
        trec(in, line, sink);
      }
      return split;
    } catch (MalformedInputException e) {
      throw new ConfigException(
          DataCode.TEXT_ENCODING, file + ": expected UTF-8, found other bytes", e);
    } catch (CsvParseException e) {
      throw new ConfigException(
          DataCode.FILE_FORMAT, file + ": expected CSV, found " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isCsv(String first) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return true;
    }
    boolean trec = name.endsWith(".trec") || name.endsWith(".run");
    return !trec && first.strip().split("\\s+").length != TREC_COLUMNS && first.contains(",");
  }

  private void trec(BufferedReader in, long firstLine, Sink sink) throws IOException {
    long line = firstLine;
    for (String text = in.readLine(); text != null; text = in.readLine(), line++) {
      if (text.isBlank()) {
        continue;
      }
      String[] columns = text.strip().split("\\s+");
      if (columns.length != TREC_COLUMNS) {
        throw wrong(line, "qid Q0 docid rank score tag", text);
      }
      sink.score(line, columns[0], columns[2], number(line, columns[4], text));
    }
  }

  private void csv(BufferedReader in, long firstLine, Sink sink) {
    boolean first = true;
    // Not closed: the reader below it is the caller's.
    CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(in);
    for (CsvRecord row : csv) {
      long line = firstLine + row.getStartingLineNumber() - 1;
      List<String> cells = row.getFields();
      String text = String.join(",", cells);
      if (cells.size() != CSV_COLUMNS) {
        throw wrong(line, "user,item,score", text);
      }
      if (!first || isNumber(cells.get(2))) {
        sink.score(line, cells.get(0), cells.get(1), number(line, cells.get(2), text));
      }
      first = false;
    }
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** In single precision, as trec_eval compares. */
  private float number(long line, String cell, String text) {
    float score = isNumber(cell) ? Float.parseFloat(cell) : Float.NaN;
    if (!Float.isFinite(score)) {
      throw wrong(line, "a finite score", text);
    }
    return score;
  }

  private ConfigException wrong(long line, String expected, String found) {
    String shown = found.length() > 200 ? found.substring(0, 200) + "…" : found;
    return new ConfigException(
        DataCode.LINE_UNREADABLE,
        file + ", line " + line + ": expected " + expected + ", found \"" + shown + "\"");
  }
}
