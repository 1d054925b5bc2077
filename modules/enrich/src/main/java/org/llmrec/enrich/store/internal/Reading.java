package org.llmrec.enrich.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoredAnswer;

/** A connection that reads, and the questions it is asked. For one thread at a time. */
final class Reading implements AutoCloseable {
  /** The most rows that are read at once. */
  static final int ROWS = 500;

  /** One statement for any number of keys. */
  private static final String FIND =
      "SELECT "
          + AnswerRows.SELECTION
          + " FROM answers WHERE key IN (SELECT value FROM json_each(?))";

  private static final String PAGE =
      "SELECT "
          + AnswerRows.SELECTION
          + ", rowid FROM answers WHERE (item, prompt, rowid) > (?, ?, ?)"
          + " ORDER BY item, prompt, rowid LIMIT "
          + ROWS;

  private final Path file;
  private final Connection connection;
  private PreparedStatement find;
  private PreparedStatement page;

  Reading(Path file) throws SQLException {
    this.file = file;
    this.connection = Database.reading(file);
  }

  /** Looks whether the database is what it should be. */
  void check(boolean whole) throws SQLException {
    Schema.check(connection, file);
    if (whole) {
      Schema.checkWhole(connection, file);
    }
  }

  /** Rows, and the names of those that are damaged. */
  record Found(List<StoredAnswer> rows, Set<String> damaged) {}

  /** The rows under the keys, at most {@link #ROWS} of them. */
  Found find(List<AnswerKey> keys) throws SQLException {
    List<StoredAnswer> rows = new ArrayList<>();
    Set<String> damaged = new HashSet<>();
    if (find == null) {
      find = connection.prepareStatement(FIND);
    }
    find.setString(1, Json.line(keys.stream().map(AnswerKey::sha256).toList()));
    try (ResultSet results = find.executeQuery()) {
      while (results.next()) {
        Optional<StoredAnswer> row = AnswerRows.read(results);
        if (row.isPresent()) {
          rows.add(row.get());
        } else {
          damaged.add(String.valueOf(results.getString(1)));
        }
      }
    }
    return new Found(rows, damaged);
  }

  /** Where a page of rows ends. */
  record Place(String item, String prompt, long row) {
    static final Place START = new Place("", "", Long.MIN_VALUE);

    boolean after(Place other) {
      int byItem = CodePoints.ORDER.compare(item, other.item);
      int byPrompt = byItem != 0 ? byItem : CodePoints.ORDER.compare(prompt, other.prompt);
      return byPrompt != 0 ? byPrompt > 0 : row > other.row;
    }
  }

  /** Some rows, and where they end; nowhere after the last. */
  record Page(Found found, Optional<Place> end) {}

  /** The next rows after a place. */
  Page page(Place after) throws SQLException {
    List<StoredAnswer> rows = new ArrayList<>();
    Set<String> damaged = new HashSet<>();
    if (page == null) {
      page = connection.prepareStatement(PAGE);
    }
    page.setString(1, after.item());
    page.setString(2, after.prompt());
    page.setLong(3, after.row());
    Place end = after;
    int read = 0;
    try (ResultSet results = page.executeQuery()) {
      while (results.next()) {
        read++;
        AnswerRows.read(results)
            .ifPresentOrElse(rows::add, () -> damaged.add(text(results, "key")));
        Place place =
            new Place(text(results, "item"), text(results, "prompt"), results.getLong("rowid"));
        if (!place.after(end)) {
          throw Failures.damaged(file, "rows out of order");
        }
        end = place;
      }
    }
    return new Page(new Found(rows, damaged), read < ROWS ? Optional.empty() : Optional.of(end));
  }

  private String text(ResultSet row, String column) {
    try {
      return String.valueOf(row.getString(column));
    } catch (SQLException e) {
      throw Failures.damaged(file, "a row without " + column);
    }
  }

  /** How many rows there are of each status. */
  Map<AnswerStatus, Long> counts() throws SQLException {
    Map<AnswerStatus, Long> counts = new EnumMap<>(AnswerStatus.class);
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT status, count(*) FROM answers GROUP BY status")) {
      while (rows.next()) {
        try {
          counts.put(AnswerRows.status(rows.getString(1)), rows.getLong(2));
        } catch (IllegalArgumentException | NullPointerException e) {
          throw Failures.damaged(file, "a row with a status that there is not");
        }
      }
    }
    return counts;
  }

  /** What the content is called. */
  String revision() throws SQLException {
    Map<String, String> meta = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, value FROM meta")) {
      while (rows.next()) {
        meta.put(rows.getString(1), rows.getString(2));
      }
    }
    return meta.get("store") + "-" + meta.get("revision");
  }

  /** What was spent. */
  Spend spent() throws SQLException {
    return new AccountRows(file, connection).spent();
  }

  /** The batches. */
  List<Batch> batches() throws SQLException {
    return BatchRows.all(file, connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
