package org.llmrec.data.judgement;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.interaction.InteractionReader;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Columns;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;
import org.llmrec.data.table.Ids;

/** What judgements and clicks have in common: a query, an item, perhaps who and when. */
final class QueryRecords implements AutoCloseable {
  private static final String QUERY = "query";
  private static final String ITEM = "item";
  private static final String USER = "user";
  private static final String TIMESTAMP = "timestamp";
  private static final int LONGEST_QUERY = 1_024;

  private final Rows rows;
  private final Columns columns;
  private final Ids items;
  private final Rejects rejects;

  /**
   * Opens the file.
   *
   * @param more the usual names of further fields
   * @param required which of these a table must have
   * @throws ConfigException if the file is not there, a mapped or needed column is absent
   */
  QueryRecords(
      JudgementSource source,
      Ids items,
      Rejects rejects,
      Map<String, List<String>> more,
      List<String> required)
      throws IOException {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put(QUERY, List.of("query", "querytext", "q", "search", "searchterm", "keywords"));
    names.put(ITEM, InteractionReader.ITEM_COLUMNS);
    names.putAll(more);
    names.put(USER, List.of("user", "userid", "customerid", "readerid"));
    names.put(TIMESTAMP, List.of("timestamp", "time", "datetime", "date", "createdat"));
    this.items = items;
    this.rejects = rejects;
    this.columns = new Columns(source.file(), names, source.columns());
    this.rows = Rows.open(source.file(), source.format(), rejects);
    try {
      rows.header()
          .ifPresent(
              header -> {
                columns.check(header, List.of(QUERY, ITEM));
                columns.check(header, required);
              });
    } catch (ConfigException e) {
      rows.close();
      throw e;
    }
  }

  /** The next record, or null at the end; bad ones are refused on the way. */
  <T> T next(Rows.Reading<T> reading) throws IOException {
    return rows.next(columns, true, reading);
  }

  /** What was typed, without blanks around it. */
  String query(Row row) throws BadFieldException {
    JsonNode value = columns.required(row, QUERY);
    String field = columns.name(row, QUERY);
    if (!value.isTextual() && !value.isNumber()) {
      throw new BadFieldException(field, Reason.WRONG_TYPE, "expected text, found " + value);
    }
    String query = Values.text(value);
    if (query.length() > LONGEST_QUERY) {
      throw new BadFieldException(
          field,
          Reason.TOO_LONG,
          query.length() + " characters, at most " + LONGEST_QUERY + " are read");
    }
    return query;
  }

  /** An item of the catalogue. */
  String item(Row row) throws BadFieldException {
    String item = Values.id(columns.name(row, ITEM), columns.required(row, ITEM));
    rejects.checkItem(columns.name(row, ITEM), item);
    if (!items.contains(item)) {
      throw new BadFieldException(columns.name(row, ITEM), Reason.UNKNOWN_ITEM, item);
    }
    return item;
  }

  Optional<String> user(Row row) throws BadFieldException {
    JsonNode value = columns.value(row, USER);
    if (value == null) {
      return Optional.empty();
    }
    String user = Values.id(columns.name(row, USER), value);
    rejects.checkUser(columns.name(row, USER), user);
    return Optional.of(user);
  }

  long time(Row row) throws BadFieldException {
    JsonNode value = columns.value(row, TIMESTAMP);
    return value == null
        ? Interaction.NO_TIME
        : Values.time(columns.name(row, TIMESTAMP), value).seconds();
  }

  /** A whole number within bounds; empty where the row has none. */
  OptionalLong whole(Row row, String field, long min, long max) throws BadFieldException {
    JsonNode value = columns.value(row, field);
    if (value == null) {
      return OptionalLong.empty();
    }
    String name = columns.name(row, field);
    double number = Values.number(name, value);
    if (number != Math.rint(number) || number < min || number > max) {
      throw new BadFieldException(
          name,
          Reason.OUT_OF_RANGE,
          "expected a whole number in [" + min + ", " + max + "], found " + value.asText());
    }
    return OptionalLong.of((long) number);
  }

  /** The same, of a row that must have one. */
  long requiredWhole(Row row, String field, long min, long max) throws BadFieldException {
    columns.required(row, field);
    return whole(row, field, min, max).orElseThrow();
  }

  /** What to call a field in a message. */
  String name(Row row, String field) {
    return columns.name(row, field);
  }

  long read() {
    return rows.read();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
