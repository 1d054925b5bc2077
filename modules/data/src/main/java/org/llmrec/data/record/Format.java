package org.llmrec.data.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.OptionCode;

/** How a file's records are written. */
public enum Format {
  /** Found out from the file's name and first line. */
  AUTO,
  /** One JSON object a line. */
  JSONL,
  /** Separated by commas, or by semicolons or tabs where the header has no comma. */
  CSV,
  /** Separated by tabs. */
  TSV,
  /** A folder with {@code movies.csv} and {@code ratings.csv}, or one of these files. */
  MOVIELENS;

  private static final int PROBE = 1 << 16;

  /**
   * By its name in a configuration, case aside.
   *
   * @throws ConfigException if there is no such format
   */
  public static Format parse(String name) {
    for (Format format : values()) {
      if (format.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    List<String> known = Arrays.stream(values()).map(Format::label).toList();
    throw new ConfigException(
        OptionCode.NAME_UNKNOWN,
        "unknown format '" + name + "', known are " + known + Nearest.hint(name, known));
  }

  /** The name in a configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The file to read: {@code path} itself, or in a MovieLens folder the one of that name. */
  public Path file(Path path, String movieLensName) {
    boolean folder = (this == MOVIELENS || this == AUTO) && Files.isDirectory(path);
    return folder ? path.resolve(movieLensName) : path;
  }

  /** What a file is, decided. */
  record Decided(boolean json, char delimiter) {}

  /** Reads the first line where that is needed. */
  Decided decide(Path file) throws IOException {
    if (this == JSONL) {
      return new Decided(true, ',');
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String first = firstLine(file);
    if (this == AUTO && first.startsWith("{")) {
      return new Decided(true, ',');
    }
    if (this == AUTO && first.startsWith("[")) {
      throw new ConfigException(
          DataCode.FILE_FORMAT,
          file
              + ": expected one JSON object a line or a table, found a JSON array; write JSON Lines");
    }
    if (this == AUTO && (name.endsWith(".jsonl") || name.endsWith(".ndjson"))) {
      return new Decided(true, ',');
    }
    if (this == TSV || name.endsWith(".tsv")) {
      return new Decided(false, '\t');
    }
    char delimiter = first.indexOf(',') >= 0 ? ',' : first.indexOf('\t') >= 0 ? '\t' : ';';
    return new Decided(false, first.indexOf(delimiter) >= 0 ? delimiter : ',');
  }

  private static String firstLine(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(PROBE);
    }
    if (head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
      throw new ConfigException(
          DataCode.FILE_FORMAT, file + ": expected text, found gzip; unpack it first");
    }
    if (head.length > 1 && (head[0] & 0xff) >= 0xfe && (head[1] & 0xff) >= 0xfe) {
      throw new ConfigException(
          DataCode.TEXT_ENCODING, file + ": expected UTF-8, found UTF-16; convert it first");
    }
    String text = new String(head, StandardCharsets.UTF_8);
    return (text.startsWith("\uFEFF") ? text.substring(1) : text)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }
}
