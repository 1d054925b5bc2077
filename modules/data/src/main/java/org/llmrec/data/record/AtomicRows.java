package org.llmrec.data.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/** An atomic file of RecBole: a line a record, tabs between fields, no quotes. */
final class AtomicRows extends LineRows {
  private final AtomicHeader header;

  AtomicRows(Path file, LineReader lines, Rejects rejects) throws IOException {
    super(file, lines, rejects);
    Line line = lines.next();
    String text = line == null || line.tooLong() ? null : line.text();
    if (text == null) {
      throw new ConfigException(
          DataCode.FILE_FORMAT,
          file
              + ": expected a header such as item_id:token, found "
              + (line == null ? "an empty file" : Rejects.clip(line.lenient())));
    }
    this.header = AtomicHeader.parse(file, text);
  }

  @Override
  Row row(Line line, String text) {
    int expected = header.sequences().size();
    int found = (int) text.chars().filter(c -> c == '\t').count() + 1;
    if (found != expected) {
      reject(
          line,
          Reason.FIELD_COUNT,
          expected + " columns in the header, " + found + " fields found");
      return null;
    }
    String[] cells = text.split("\t", -1);
    List<JsonNode> values = new ArrayList<>(expected);
    for (int i = 0; i < expected; i++) {
      values.add(header.sequences().get(i) ? sequence(cells[i]) : TextNode.valueOf(cells[i]));
    }
    return new Row.OfFields(line.number(), beginning(text), " ", header.table(), values);
  }

  /**
   * Blanks part a sequence. Where there are commas and the like in it, as in a title or in
   * categories of several words, it stays a text, which is cut there if it has to be a list.
   */
  private static JsonNode sequence(String cell) {
    if (cell.indexOf(',') >= 0 || cell.indexOf('|') >= 0 || cell.indexOf(';') >= 0) {
      return TextNode.valueOf(cell);
    }
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    for (String part : cell.strip().split("\\s+")) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? null : parts;
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.of(header.table().names());
  }
}
