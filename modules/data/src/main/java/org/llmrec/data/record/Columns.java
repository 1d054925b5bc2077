package org.llmrec.data.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.OptionCode;

/**
 * Finds the column that carries each meaning: the one that the caller mapped, else the first of the
 * meaning's usual names that the row has. Names compare without case, blanks, {@code _} and {@code
 * -}.
 *
 * <p>Not thread-safe: remembers the last row's shape, as most rows of a file share one.
 */
public final class Columns {
  private static final int SHOWN = 50;

  private final Path file;
  private final Map<String, List<String>> names;
  private final Map<String, String> mapping;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> unmet;
  private List<String> shape;
  private Map<String, String> resolved = Map.of();
  private List<String> rest = List.of();

  /**
   * Prepares for one file.
   *
   * @param names the usual column names of each meaning, best first
   * @param mapping from a meaning to the column that carries it; may be empty
   * @throws ConfigException if {@code mapping} names a meaning that does not exist
   */
  public Columns(Path file, Map<String, List<String>> names, Map<String, String> mapping) {
    for (String meaning : mapping.keySet()) {
      if (!names.containsKey(meaning)) {
        throw new ConfigException(
            OptionCode.NAME_UNKNOWN,
            "cannot map '"
                + meaning
                + "': the fields to map are "
                + names.keySet()
                + Nearest.hint(meaning, names.keySet()));
      }
    }
    this.file = file;
    this.names = new LinkedHashMap<>();
    names.forEach(
        (meaning, usual) -> this.names.put(meaning, usual.stream().map(Columns::fold).toList()));
    this.mapping = Map.copyOf(mapping);
    this.unmet = new LinkedHashSet<>(mapping.values());
  }

  /**
   * Checks a table's header before its rows are read.
   *
   * @throws ConfigException if a mapped column is absent, or a required one can't be recognised
   */
  public void check(List<String> header, List<String> required) {
    resolve(header);
    checkMapped();
    for (String meaning : required) {
      if (!resolved.containsKey(meaning)) {
        throw new ConfigException(
            DataCode.COLUMN_MISSING,
            file
                + ": expected a column for '"
                + meaning
                + "', found "
                + shown(header)
                + "; say which it is by a mapping "
                + meaning
                + "=COLUMN");
      }
    }
  }

  /**
   * Checks, after some rows or all of them, that every mapped column occurred.
   *
   * @throws ConfigException if one did not; names the nearest column there is
   */
  public void checkMapped() {
    for (String column : unmet) {
      throw new ConfigException(
          DataCode.COLUMN_MISSING,
          file
              + ": expected the mapped column '"
              + column
              + "', found "
              + shown(seen.stream().sorted().toList())
              + Nearest.hint(column, seen.stream().sorted().toList()));
    }
  }

  /** The column of this meaning in such a row, or null. */
  public String column(Row row, String meaning) {
    resolve(row.names());
    return resolved.get(meaning);
  }

  /** Whether the header last checked has the meaning. */
  public boolean has(String meaning) {
    return resolved.containsKey(meaning);
  }

  /** The value of this meaning, or null when the row has none. */
  public JsonNode value(Row row, String meaning) {
    String column = column(row, meaning);
    return column == null ? null : row.field(column);
  }

  /**
   * The value of this meaning.
   *
   * @throws BadFieldException if the row has none
   */
  public JsonNode required(Row row, String meaning) throws BadFieldException {
    JsonNode value = value(row, meaning);
    if (value == null) {
      throw new BadFieldException(name(row, meaning), Reason.MISSING, "");
    }
    return value;
  }

  /** What to call the field in a message: its column, or the meaning where there is none. */
  public String name(Row row, String meaning) {
    String column = column(row, meaning);
    return column == null ? meaning : column;
  }

  /** The columns without a meaning, in the row's order. */
  public List<String> rest(Row row) {
    resolve(row.names());
    return rest;
  }

  private void resolve(List<String> present) {
    if (present.equals(shape)) {
      return;
    }
    Map<String, String> byFolded = new HashMap<>();
    for (String name : present) {
      byFolded.putIfAbsent(fold(name), name);
    }
    Map<String, String> found = new HashMap<>();
    Set<String> taken = new HashSet<>(mapping.values());
    names.forEach(
        (meaning, usual) -> {
          String mapped = mapping.get(meaning);
          if (mapped != null) {
            if (present.contains(mapped)) {
              found.put(meaning, mapped);
            }
            return;
          }
          for (String name : usual) {
            String column = byFolded.get(name);
            if (column != null && taken.add(column)) {
              found.put(meaning, column);
              return;
            }
          }
        });
    List<String> left = new ArrayList<>(present);
    left.removeAll(found.values());
    // An adversary may give every record new names; what is kept for messages stays small.
    if (seen.size() < 1_000) {
      seen.addAll(present);
    }
    unmet.removeAll(found.values());
    shape = present;
    resolved = found;
    rest = List.copyOf(left);
  }

  /** A table may have thousands. */
  private static String shown(List<String> columns) {
    String all = columns.stream().limit(SHOWN).map(Rejects::clip).collect(Collectors.joining(", "));
    return "[" + all + (columns.size() > SHOWN ? ", … " + columns.size() + " in all]" : "]");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]", "");
  }
}
