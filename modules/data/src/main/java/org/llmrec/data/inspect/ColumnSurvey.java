package org.llmrec.data.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Columns;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;

/** Which columns the first records have, and what they mean. Not thread-safe. */
final class ColumnSurvey {
  private static final int MOST_OTHERS = 1_000;
  private static final String VALUE = "value";

  private final Columns columns;
  private final List<String> fields;
  private final Map<String, String> found = new LinkedHashMap<>();
  private final Set<String> others = new LinkedHashSet<>();
  private ValueRange.Builder values;

  ColumnSurvey(Columns columns, List<String> fields) {
    this.columns = columns;
    this.fields = fields;
  }

  void read(Rows rows, int most) throws IOException {
    for (Row row = rows.next(); row != null; row = rows.next()) {
      for (String field : fields) {
        String column = columns.column(row, field);
        if (column != null) {
          found.putIfAbsent(field, column);
        }
      }
      for (String other : columns.rest(row)) {
        if (others.size() < MOST_OTHERS) {
          others.add(other);
        }
      }
      value(row);
      if (rows.read() >= most) {
        return;
      }
    }
  }

  private void value(Row row) {
    String column = found.get(VALUE);
    JsonNode value = column == null ? null : row.field(column);
    if (value == null) {
      return;
    }
    try {
      double number = Values.number(column, value);
      values = values == null ? new ValueRange.Builder(column) : values;
      values.add(number);
    } catch (BadFieldException e) {
      // It is refused when the records are read, and counted there.
    }
  }

  /** From a field to its column, in the order of the fields. */
  Map<String, String> found() {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String field : fields) {
      if (found.containsKey(field)) {
        ordered.put(field, found.get(field));
      }
    }
    return ordered;
  }

  List<String> others() {
    return List.copyOf(others);
  }

  Optional<ValueRange> values() {
    return Optional.ofNullable(values).map(ValueRange.Builder::build);
  }
}
