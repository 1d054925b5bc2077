package org.llmrec.data.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Columns;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;
import org.llmrec.data.table.Ids;

/** Reads foreign interactions one by one, in constant memory. Not thread-safe. */
public final class InteractionReader implements AutoCloseable {
  /** The usual names of the column that says which item, best first. */
  public static final List<String> ITEM_COLUMNS =
      List.of(
          "item",
          "itemid",
          "movieid",
          "bookid",
          "productid",
          "articleid",
          "newsid",
          "parentasin",
          "asin",
          "isbn",
          "isbn13",
          "sku");

  private static final String USER = "user";
  private static final String ITEM = "item";
  private static final String VALUE = "value";
  private static final String TIMESTAMP = "timestamp";
  private static final String EVENT = "event";

  /** The usual column names of each field, best first, in the order of the fields. */
  public static final Map<String, List<String>> FIELDS;

  static {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put(
        USER,
        List.of("user", "userid", "reviewerid", "customerid", "customer", "readerid", "reader"));
    names.put(ITEM, ITEM_COLUMNS);
    names.put(VALUE, List.of("value", "rating", "score", "stars", "weight", "overall"));
    names.put(
        TIMESTAMP, List.of("timestamp", "time", "unixreviewtime", "datetime", "date", "createdat"));
    names.put(EVENT, List.of("event", "eventtype", "action", "type"));
    FIELDS = Collections.unmodifiableMap(names);
  }

  private final Rows rows;
  private final Columns columns;
  private final Feedback feedback;
  private final Predicate<String> items;
  private final Rejects rejects;
  private long milliseconds;

  /**
   * Opens the file.
   *
   * @param items the catalogue; an interaction with another item is refused
   * @throws ConfigException if the file is not there, a mapped or needed column is absent
   */
  public InteractionReader(InteractionSource source, Ids items, Rejects rejects)
      throws IOException {
    this(source, items::contains, rejects);
  }

  /** The same with a rule that says of an id whether there is such an item. */
  public InteractionReader(InteractionSource source, Predicate<String> items, Rejects rejects)
      throws IOException {
    this.items = items;
    this.rejects = rejects;
    this.feedback = source.feedback();
    this.columns = new Columns(source.file(), FIELDS, source.columns());
    this.rows = Rows.open(source.file(), source.format(), source.encoding(), rejects);
    try {
      rows.header().ifPresent(this::check);
    } catch (ConfigException e) {
      rows.close();
      throw e;
    }
  }

  private void check(List<String> header) {
    columns.check(header, List.of(USER, ITEM));
    if (feedback instanceof Feedback.Threshold && !columns.has(VALUE)) {
      throw new ConfigException(
          DataCode.COLUMN_MISSING,
          rows.file()
              + ": expected a column of ratings for the threshold, found "
              + header
              + "; map value=COLUMN, or declare the values as weights when every event counts");
    }
    if (feedback instanceof Feedback.Events) {
      columns.check(header, List.of(EVENT));
    }
  }

  /**
   * The next interaction, or null at the end.
   *
   * @throws ConfigException if a column was mapped that the records do not have
   * @throws BadRecordException if the account of refusals is strict and a record is bad
   */
  public Interaction next() throws IOException {
    return rows.next(columns, true, this::interaction);
  }

  private Interaction interaction(Row row) throws BadFieldException {
    String user = Values.id(columns.name(row, USER), columns.required(row, USER));
    String item = Values.id(columns.name(row, ITEM), columns.required(row, ITEM));
    rejects.checkUser(columns.name(row, USER), user);
    rejects.checkItem(columns.name(row, ITEM), item);
    double value = value(row);
    JsonNode when = columns.value(row, TIMESTAMP);
    long timestamp = Interaction.NO_TIME;
    boolean inMilliseconds = false;
    if (when != null) {
      Values.Time time = Values.time(columns.name(row, TIMESTAMP), when);
      timestamp = time.seconds();
      inMilliseconds = time.milliseconds();
    }
    if (!items.test(item)) {
      throw new BadFieldException(columns.name(row, ITEM), Reason.UNKNOWN_ITEM, item);
    }
    milliseconds += inMilliseconds ? 1 : 0;
    return new Interaction(user, item, value, timestamp);
  }

  private double value(Row row) throws BadFieldException {
    return switch (feedback) {
      case Feedback.Threshold t ->
          Values.number(columns.name(row, VALUE), columns.required(row, VALUE));
      case Feedback.Weights w -> {
        JsonNode value = columns.value(row, VALUE);
        yield value == null ? 1 : Values.number(columns.name(row, VALUE), value);
      }
      case Feedback.Events events -> {
        String name = columns.required(row, EVENT).asText().strip();
        Double weight = events.weights().get(name);
        if (weight == null) {
          throw new BadFieldException(columns.name(row, EVENT), Reason.UNKNOWN_EVENT, name);
        }
        yield weight;
      }
    };
  }

  /** How many records came in so far, the refused ones included. */
  public long read() {
    return rows.read();
  }

  /** How many times were given in milliseconds. */
  public long milliseconds() {
    return milliseconds;
  }

  /** Bytes read so far. */
  public long consumed() {
    return rows.consumed();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
