package org.llmrec.data.record;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/** The first record of a table, by name and by position. Immutable. */
public final class CsvHeader {
  private final List<String> names;
  private final Map<String, Integer> columns = new HashMap<>();

  CsvHeader(Path file, List<String> cells) {
    names = cells.stream().map(String::strip).toList();
    for (int i = 0; i < names.size(); i++) {
      if (columns.put(names.get(i), i) != null) {
        throw new ConfigException(
            DataCode.COLUMN_TWICE,
            file + ": the column '" + names.get(i) + "' stands twice in the header; rename one");
      }
    }
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
