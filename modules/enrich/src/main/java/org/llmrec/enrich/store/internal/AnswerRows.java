package org.llmrec.enrich.store.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.StoredAnswer;

/** Between rows of the table {@code answers} and {@link StoredAnswer}. */
final class AnswerRows {
  /** In the order of the fields; then when the row was written, and the checksum. */
  private static final List<String> COLUMNS =
      List.of(
          "key",
          "item",
          "prompt",
          "version",
          "model",
          "parameters",
          "status",
          "answer",
          "problem",
          "finish",
          "prompt_tokens",
          "completion_tokens",
          "cost",
          "millis",
          "created",
          "neighbours",
          "graph",
          "updated",
          "checksum");

  private static final List<String> CONTENT =
      COLUMNS.stream().filter(c -> !c.equals("key") && !c.equals("updated")).toList();

  /** What {@link #read} needs, first in the selection. */
  static final String SELECTION = String.join(", ", COLUMNS);

  /** Adds a row or replaces one that differs in anything, be it by damage. */
  static final String UPSERT =
      "INSERT INTO answers ("
          + SELECTION
          + ") VALUES ("
          + "?, ".repeat(COLUMNS.size() - 1)
          + "?) ON CONFLICT (key) DO UPDATE SET "
          + COLUMNS.stream()
              .filter(c -> !c.equals("key"))
              .map(c -> c + " = excluded." + c)
              .collect(Collectors.joining(", "))
          + " WHERE ("
          + String.join(", ", CONTENT)
          + ") IS NOT ("
          + CONTENT.stream().map(c -> "excluded." + c).collect(Collectors.joining(", "))
          + ")";

  private AnswerRows() {}

  /** Fills in {@link #UPSERT}. */
  static void bind(PreparedStatement upsert, StoredAnswer row, String now) throws SQLException {
    int i = 0;
    upsert.setString(++i, row.key().sha256());
    upsert.setString(++i, row.item());
    upsert.setString(++i, row.prompt());
    upsert.setInt(++i, row.version());
    upsert.setString(++i, row.model());
    upsert.setString(++i, row.parameters());
    upsert.setString(++i, code(row.status()));
    upsert.setString(++i, row.answer());
    upsert.setString(++i, row.problem());
    upsert.setString(++i, row.finish());
    upsert.setLong(++i, row.promptTokens());
    upsert.setLong(++i, row.completionTokens());
    upsert.setDouble(++i, row.cost());
    upsert.setLong(++i, row.millis());
    upsert.setString(++i, row.created());
    upsert.setString(++i, Json.line(row.neighbours()));
    upsert.setString(++i, row.graph());
    upsert.setString(++i, now);
    upsert.setString(++i, Checksums.of(row));
  }

  /** The row that the results stand at, if it is what was written. */
  static Optional<StoredAnswer> read(ResultSet rows) throws SQLException {
    int i = 0;
    String checksum = rows.getString(COLUMNS.size());
    try {
      StoredAnswer row =
          new StoredAnswer(
              new AnswerKey(rows.getString(++i)),
              rows.getString(++i),
              rows.getString(++i),
              rows.getInt(++i),
              rows.getString(++i),
              rows.getString(++i),
              status(rows.getString(++i)),
              rows.getString(++i),
              rows.getString(++i),
              rows.getString(++i),
              rows.getLong(++i),
              rows.getLong(++i),
              rows.getDouble(++i),
              rows.getLong(++i),
              rows.getString(++i),
              Arrays.asList(Json.mapper().readValue(rows.getString(++i), String[].class)),
              rows.getString(++i));
      return Checksums.of(row).equals(checksum) ? Optional.of(row) : Optional.empty();
    } catch (IllegalArgumentException | NullPointerException | JsonProcessingException e) {
      // What cannot even be a row is damaged too.
      return Optional.empty();
    }
  }

  static String code(AnswerStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  static AnswerStatus status(String code) {
    return AnswerStatus.valueOf(code.toUpperCase(Locale.ROOT));
  }
}
