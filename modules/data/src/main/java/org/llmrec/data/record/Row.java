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

  /** A line of a table; {@code cells} has as many entries as {@code header} has columns. */
  record OfCsv(long line, String excerpt, CsvHeader header, List<String> cells) implements Row {
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
