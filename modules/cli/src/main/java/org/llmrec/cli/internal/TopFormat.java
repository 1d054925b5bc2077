package org.llmrec.cli.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
  JSONL("") {
    @Override
    String lines(String person, Response response) {
      ObjectNode line = Json.mapper().createObjectNode();
      line.put("user", person);
      ArrayNode items = line.putArray("items");
      for (Ranked item : response.items()) {
        items.addObject().put("item", item.id()).put("score", item.score());
      }
      return Json.line(line) + "\n";
    }
  },
  /** An item a line: {@code user,item,rank,score}. */
  CSV("user,item,rank,score\n") {
    @Override
    String lines(String person, Response response) {
      StringWriter lines = new StringWriter();
      CsvWriter csv =
          CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(lines);
      for (Ranked item : response.items()) {
        csv.writeRecord(person, item.id(), "" + item.rank(), "" + item.score());
      }
      return lines.toString();
    }
  },
  /** A run of TREC: {@code user Q0 item rank score llmrec}. */
  RUN("") {
    @Override
    String lines(String person, Response response) {
      StringBuilder lines = new StringBuilder();
      for (Ranked item : response.items()) {
        lines.append(word(person)).append(" Q0 ").append(word(item.id())).append(' ');
        lines.append(item.rank()).append(' ').append(item.score()).append(" llmrec\n");
      }
      return lines.toString();
    }
  },
  /** An item a row: {@code user}, {@code item}, {@code rank}, {@code score}. */
  PARQUET("") {
    @Override
    String lines(String person, Response response) {
      throw new UnsupportedOperationException("it has no lines");
    }

    @Override
    Sheet.Form form() {
      return Sheet.parquet("lists", COLUMNS, TopFormat::rows);
    }
  };

  private static final List<ParquetColumn> COLUMNS =
      List.of(
          ParquetColumn.of("user", ParquetColumn.Type.TEXT),
          ParquetColumn.of("item", ParquetColumn.Type.TEXT),
          ParquetColumn.of("rank", ParquetColumn.Type.WHOLE),
          ParquetColumn.of("score", ParquetColumn.Type.REAL));

  private final String head;

  TopFormat(String head) {
    this.head = head;
  }

  /** What is written of a person's answer, with the ends of the lines. */
  abstract String lines(String person, Response response);

  /** Writes such a file. */
  Sheet.Form form() {
    return Sheet.lines(head, this::lines);
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
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(each -> name.endsWith("." + each.name().toLowerCase(Locale.ROOT)))
        .findFirst()
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
