package org.llmrec.data.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/**
 * The header of an atomic file of RecBole: {@code name:type} with tabs between, where a type is
 * {@code token}, {@code token_seq}, {@code float} or {@code float_seq}.
 *
 * @param table the names alone
 * @param sequences which columns are lists, with blanks between their parts
 */
record AtomicHeader(TableHeader table, List<Boolean> sequences) {
  private static final List<String> TYPES = List.of("token", "token_seq", "float", "float_seq");

  /** Whether a line is such a header. */
  static boolean isOne(String line) {
    return line.length() < 10_000
        && Arrays.stream(line.strip().split("\t", -1)).allMatch(cell -> type(cell) != null);
  }

  /**
   * Reads it.
   *
   * @throws ConfigException if it is none, or has too many columns
   */
  static AtomicHeader parse(Path file, String line) {
    int columns = (int) line.chars().filter(c -> c == '\t').count() + 1;
    if (columns > Limits.COLUMNS) {
      throw TableHeader.tooMany(file, columns);
    }
    List<String> names = new ArrayList<>();
    List<Boolean> sequences = new ArrayList<>();
    for (String cell : line.split("\t", -1)) {
      String type = type(cell);
      if (type == null) {
        throw new ConfigException(
            DataCode.FILE_FORMAT,
            file
                + ": expected a header of RecBole (item_id:token, a tab, title:token_seq, …; types "
                + String.join(", ", TYPES)
                + "), found "
                + Rejects.clip(cell));
      }
      String stripped = cell.strip();
      names.add(stripped.substring(0, stripped.length() - type.length() - 1));
      sequences.add(type.endsWith("_seq"));
    }
    return new AtomicHeader(new TableHeader(file, names), List.copyOf(sequences));
  }

  private static String type(String cell) {
    String stripped = cell.strip();
    int colon = stripped.lastIndexOf(':');
    String type = stripped.substring(colon + 1).toLowerCase(Locale.ROOT);
    return colon > 0 && TYPES.contains(type) ? type : null;
  }
}
