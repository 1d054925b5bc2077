package org.llmrec.enrich.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;

/**
 * The tables, and whether a database has them. Everything is text or a number, so that any SQLite
 * shell shows it; what counts carries a checksum, because SQLite itself keeps none.
 */
final class Schema {
  /** Changes with the tables. */
  static final int FORMAT = 1;

  /** "LLMR": other people's databases have another number, usually 0. */
  static final int APPLICATION = 0x4C4C4D52;

  private static final Map<String, String> OBJECTS = new LinkedHashMap<>();

  static {
    OBJECTS.put(
        "meta", "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
    OBJECTS.put(
        "answers",
        """
        CREATE TABLE answers (
          key TEXT NOT NULL PRIMARY KEY,
          item TEXT NOT NULL,
          prompt TEXT NOT NULL,
          version INTEGER NOT NULL,
          model TEXT NOT NULL,
          parameters TEXT NOT NULL,
          status TEXT NOT NULL,
          answer TEXT NOT NULL,
          problem TEXT NOT NULL,
          finish TEXT NOT NULL,
          prompt_tokens INTEGER NOT NULL,
          completion_tokens INTEGER NOT NULL,
          cost REAL NOT NULL,
          millis INTEGER NOT NULL,
          created TEXT NOT NULL,
          neighbours TEXT NOT NULL,
          graph TEXT NOT NULL,
          updated TEXT NOT NULL,
          checksum TEXT NOT NULL
        )""");
    OBJECTS.put("answers_by_item", "CREATE INDEX answers_by_item ON answers (item, prompt)");
    OBJECTS.put("answers_by_status", "CREATE INDEX answers_by_status ON answers (status)");
    OBJECTS.put(
        "texts",
        """
        CREATE VIEW texts AS SELECT item, prompt, answer FROM answers
          WHERE status IN ('ok', 'warned', 'imported')""");
    OBJECTS.put(
        "account",
        """
        CREATE TABLE account (
          id INTEGER PRIMARY KEY,
          opened TEXT NOT NULL,
          calls INTEGER NOT NULL,
          failed INTEGER NOT NULL,
          lost INTEGER NOT NULL,
          prompt_tokens INTEGER NOT NULL,
          completion_tokens INTEGER NOT NULL,
          cost REAL NOT NULL,
          checksum TEXT NOT NULL
        )""");
    OBJECTS.put(
        "open_calls",
        """
        CREATE TABLE open_calls (
          id INTEGER PRIMARY KEY,
          prompt_tokens INTEGER NOT NULL,
          completion_tokens INTEGER NOT NULL,
          cost REAL NOT NULL,
          started TEXT NOT NULL,
          checksum TEXT NOT NULL
        )""");
    OBJECTS.put(
        "batches",
        """
        CREATE TABLE batches (
          label TEXT NOT NULL PRIMARY KEY,
          id TEXT,
          keys TEXT NOT NULL,
          created TEXT NOT NULL,
          checksum TEXT NOT NULL
        )""");
  }

  private Schema() {}

  /** Makes the tables in an empty database. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = " + APPLICATION);
      statement.execute("PRAGMA user_version = " + FORMAT);
      for (String object : OBJECTS.values()) {
        statement.execute(object);
      }
    }
    try (PreparedStatement meta =
        connection.prepareStatement("INSERT INTO meta (name, value) VALUES (?, ?)")) {
      for (Map.Entry<String, String> each :
          Map.of(
                  "format", Integer.toString(FORMAT),
                  "store", UUID.randomUUID().toString(),
                  "revision", Revisions.FIRST)
              .entrySet()) {
        meta.setString(1, each.getKey());
        meta.setString(2, each.getValue());
        meta.executeUpdate();
      }
    }
  }

  /**
   * Does nothing if the database is one of ours. What others added is left alone.
   *
   * @throws CorruptFileException if it is foreign, of another format, or its tables are not ours
   */
  static void check(Connection connection, Path file) throws SQLException {
    long application = number(connection, "PRAGMA application_id");
    if (application != APPLICATION) {
      throw new CorruptFileException(
          FileCode.FILE_FOREIGN,
          file,
          "a database of answers",
          "one with application_id " + application,
          "give the folder of an answer store, or restore the file");
    }
    long format = number(connection, "PRAGMA user_version");
    if (format > FORMAT) {
      throw new CorruptFileException(
          FileCode.FORMAT_NEWER,
          file,
          "format " + FORMAT + " or older",
          "format " + format,
          "it was written by a newer version of llmrec: use that one or a newer one");
    }
    if (format != FORMAT) {
      throw Failures.damaged(file, "format " + format);
    }
    Map<String, String> found = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, sql FROM sqlite_schema")) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    }
    for (Map.Entry<String, String> each : OBJECTS.entrySet()) {
      if (!each.getValue().equals(found.get(each.getKey()))) {
        throw Failures.damaged(file, "no table, index or view '" + each.getKey() + "' as it was");
      }
    }
  }

  /**
   * Compares every index with its table: an entry that is lost there would hide a row, and what is
   * hidden would be paid for again.
   */
  static void checkWhole(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
      String found = rows.next() ? rows.getString(1) : "nothing";
      if (!found.equals("ok")) {
        throw Failures.damaged(file, found.lines().findFirst().orElse("damage"));
      }
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : -1;
    }
  }
}
