package org.llmrec.data.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** One record of a file: named fields in the file's order. */
public sealed interface Row {
  /** The line it begins in, from 1. */
  long line();

  /** The record's beginning as it stands in the file, for an error message. */
  String excerpt();

  /** The fields' names. Rows of one CSV file share one list. */
  List<String> names();

  /** The field's value, or null when it is absent, JSON null or empty text. */
  JsonNode field(String name);

  /** What to put between the parts of a list, to make a text of it. */
  default String separator() {
    return "\n";
  }

  /** A JSON object. */
  record OfJson(long line, String excerpt, ObjectNode object) implements Row {
    @Override
    public List<String> names() {
      List<String> names = new ArrayList<>(object.size());
      object.fieldNames().forEachRemaining(names::add);
      return names;
    }

    @Override
    public JsonNode field(String name) {
      JsonNode value = object.get(name);
      return value == null || value.isNull() || (value.isTextual() && value.textValue().isBlank())
          ? null
          : value;
    }
  }

  /**
   * Fields that have types: texts, numbers, and lists of them.
   *
   * @param line where it begins; of a file without lines the number of the row
   * @param separator what stood between the parts of a list
   * @param values as many as {@code header} has columns; null for one that is absent
   */
  record OfFields(
      long line, String excerpt, String separator, TableHeader header, List<JsonNode> values)
      implements Row {
    @Override
    public List<String> names() {
      return header.names();
    }

    @Override
    public JsonNode field(String name) {
      int column = header.column(name);
      JsonNode value = column < 0 ? null : values.get(column);
      return value == null || (value.isTextual() && value.textValue().isBlank()) ? null : value;
    }
  }

  /** A line of a table; {@code cells} has as many entries as {@code header} has columns. */
  record OfCsv(long line, String excerpt, TableHeader header, List<String> cells) implements Row {
    @Override
    public List<String> names() {
      return header.names();
    }

    @Override
    public JsonNode field(String name) {
      int column = header.column(name);
      return column < 0 || cells.get(column).isBlank() ? null : TextNode.valueOf(cells.get(column));
    }
  }
}
