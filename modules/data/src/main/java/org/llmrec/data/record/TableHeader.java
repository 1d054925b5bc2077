package org.llmrec.data.record;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/** The columns of a table, by name and by position. Immutable. */
public final class TableHeader {
  private final List<String> names;
  private final Map<String, Integer> columns = new HashMap<>();

  /**
   * Strips the names.
   *
   * @throws ConfigException if there are more than {@link Limits#COLUMNS}, or two have one name
   */
  public TableHeader(Path file, List<String> cells) {
    if (cells.size() > Limits.COLUMNS) {
      throw tooMany(file, cells.size());
    }
    names = cells.stream().map(String::strip).toList();
    for (int i = 0; i < names.size(); i++) {
      if (columns.put(names.get(i), i) != null) {
        throw new ConfigException(
            DataCode.COLUMN_TWICE,
            file + ": the column '" + names.get(i) + "' stands twice in the header; rename one");
      }
    }
  }

  /** What to say of too wide a table, before its cells are made. */
  static ConfigException tooMany(Path file, int columns) {
    return new ConfigException(
        DataCode.FILE_FORMAT,
        String.format(
            Locale.ROOT,
            "%s: expected at most %,d columns, found %,d; is the delimiter right?",
            file,
            Limits.COLUMNS,
            columns));
  }

  /** In the file's order. */
  public List<String> names() {
    return names;
  }

  /** Where the column stands, or -1. */
  int column(String name) {
    return columns.getOrDefault(name, -1);
  }
}
