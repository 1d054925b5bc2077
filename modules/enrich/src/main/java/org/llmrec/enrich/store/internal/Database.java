package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.llmrec.core.io.AtomicFiles;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Makes and opens the database file. */
final class Database {
  /** How long a shell in which somebody began a transaction may hold us up. */
  private static final int PATIENCE_MILLIS = 30_000;

  /** Of the pages of the file that a connection keeps outside the heap. */
  private static final int CACHE_KIB = 16 << 10;

  private Database() {}

  /**
   * Makes an empty database, whole or not at all: so one that is there and is empty, or lacks a
   * table, was damaged.
   */
  static void create(Path file) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    try {
      try (Connection connection = writing(temporary)) {
        connection.setAutoCommit(false);
        Schema.create(connection);
        connection.commit();
      } catch (SQLException e) {
        throw Failures.of(file, "create", e);
      }
      AtomicFiles.move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** A connection that writes; each commit is on the disk when it returns. */
  static Connection writing(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Connection connection = connect(file, "", config);
    try (Statement statement = connection.createStatement()) {
      // What is removed or replaced is overwritten: people may ask that nothing of it is left.
      statement.execute("PRAGMA secure_delete = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that reads only. */
  static Connection reading(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    Path folder = file.toAbsolutePath().getParent();
    // Beside a database in a folder that nobody may write to there is no place for SQLite's index
    // of the log; without a log it needs none.
    boolean fixed =
        !Files.isWritable(folder)
            && !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    return connect(file, fixed ? "?immutable=1" : "", config);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MILLIS);
    config.setCacheSize(-CACHE_KIB);
    return config;
  }

  private static Connection connect(Path file, String parameters, SQLiteConfig config)
      throws SQLException {
    // As a URI, because in a plain name a question mark would begin the parameters.
    String address = JDBC.PREFIX + "file:" + file.toUri().getRawPath() + parameters;
    Connection connection = JDBC.createConnection(address, config.toProperties());
    try (Statement statement = connection.createStatement()) {
      // Damaged schemas must not make SQLite run what they say.
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
