package org.llmrec.data.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table without a header, whose columns are known by their places. */
final class PositionalRows extends LineRows {
  private final Layout layout;
  private final TableHeader header;

  PositionalRows(Path file, LineReader lines, Layout layout, Rejects rejects) {
    super(file, lines, rejects);
    this.layout = layout;
    this.header =
        new TableHeader(file, layout.columns().stream().filter(name -> !name.isEmpty()).toList());
  }

  @Override
  Row row(Line line, String text) {
    List<String> cells = cells(text);
    if (cells.size() != layout.fields()) {
      reject(
          line,
          Reason.FIELD_COUNT,
          layout.fields()
              + " fields in such a file, "
              + (cells.size() > layout.fields() ? "more" : cells.size())
              + " found");
      return null;
    }
    List<JsonNode> values = new ArrayList<>(header.names().size());
    for (int i = 0; i < layout.columns().size(); i++) {
      boolean flags = layout.flags() && i == layout.columns().size() - 1;
      JsonNode value =
          flags ? genres(cells.subList(i, cells.size())) : TextNode.valueOf(cells.get(i));
      if (value == null) {
        reject(line, Reason.OUT_OF_RANGE, "expected 0 or 1 for each of the 19 genres");
        return null;
      }
      if (!layout.columns().get(i).isEmpty()) {
        values.add(value);
      }
    }
    return new Row.OfFields(line.number(), beginning(text), "\n", header, values);
  }

  /** Not more than one too many. */
  private List<String> cells(String text) {
    String delimiter = layout.delimiter();
    List<String> cells = new ArrayList<>(layout.fields());
    int start = 0;
    for (int end = text.indexOf(delimiter);
        end >= 0 && cells.size() < layout.fields();
        end = text.indexOf(delimiter, start)) {
      cells.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    cells.add(text.substring(start));
    return cells;
  }

  private static ArrayNode genres(List<String> flags) {
    ArrayNode genres = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < flags.size(); i++) {
      String flag = flags.get(i).strip();
      if (flag.equals("1")) {
        genres.add(Layout.GENRES.get(i));
      } else if (!flag.equals("0")) {
        return null;
      }
    }
    return genres;
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.of(header.names());
  }
}
