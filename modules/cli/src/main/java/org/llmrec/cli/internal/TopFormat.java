package org.llmrec.cli.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.json.Json;
import org.llmrec.core.parquet.ParquetColumn;
import org.llmrec.core.parquet.ParquetWriter;
import org.llmrec.recommender.Ranked;
import org.llmrec.recommender.Response;

/** How lists of recommendations are written. */
enum TopFormat {
  /** A person a line: {@code {"user": "..", "items": [{"item": "..", "score": ..}]}}. */
  JSONL(Sheet.lines("", TopFormat::json)),
  /** An item a line: {@code user,item,rank,score}. */
  CSV(Sheet.lines("user,item,rank,score\n", TopFormat::csv)),
  /** A run of TREC: {@code user Q0 item rank score llmrec}. */
  RUN(Sheet.lines("", TopFormat::run)),
  /** An item a row: {@code user}, {@code item}, {@code rank}, {@code score}. */
  PARQUET(Sheet.parquet("lists", columns(), TopFormat::rows));

  private final Sheet.Form form;

  TopFormat(Sheet.Form form) {
    this.form = form;
  }

  /** Writes such a file. */
  Sheet.Form form() {
    return form;
  }

  private static String json(String person, Response response) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("user", person);
    ArrayNode items = line.putArray("items");
    for (Ranked item : response.items()) {
      items.addObject().put("item", item.id()).put("score", item.score());
    }
    return Json.line(line) + "\n";
  }

  private static String csv(String person, Response response) {
    StringWriter lines = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(lines);
    for (Ranked item : response.items()) {
      csv.writeRecord(person, item.id(), "" + item.rank(), "" + item.score());
    }
    return lines.toString();
  }

  private static String run(String person, Response response) {
    StringBuilder lines = new StringBuilder();
    for (Ranked item : response.items()) {
      lines.append(word(person)).append(" Q0 ").append(word(item.id())).append(' ');
      lines.append(item.rank()).append(' ').append(item.score()).append(" llmrec\n");
    }
    return lines.toString();
  }

  private static List<ParquetColumn> columns() {
    return List.of(
        ParquetColumn.of("user", ParquetColumn.Type.TEXT),
        ParquetColumn.of("item", ParquetColumn.Type.TEXT),
        ParquetColumn.of("rank", ParquetColumn.Type.WHOLE),
        ParquetColumn.of("score", ParquetColumn.Type.REAL));
  }

  private static void rows(ParquetWriter writer, String person, Response response)
      throws IOException {
    for (Ranked item : response.items()) {
      writer.text(person);
      writer.text(item.id());
      writer.whole(item.rank());
      writer.real(item.score());
    }
  }

  /**
   * By a file's name.
   *
   * @throws ConfigException if that does not say
   */
  static TopFormat of(Path file) {
    return Endings.of(file, values())
        .orElseThrow(
            () ->
                new ConfigException(
                    OptionCode.OPTION_VALUE,
                    "expected a file named .jsonl, .csv, .parquet or .run, or --format; found "
                        + file));
  }

  private static String word(String id) {
    if (id.chars().anyMatch(Character::isWhitespace)) {
      throw new ConfigException(
          OptionCode.NAME_REFUSED,
          "a run has blanks between its columns: expected ids without, found "
              + Json.line(id)
              + "; write .jsonl or .csv");
    }
    return id;
  }
}
