package org.llmrec.enrich.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.price.Charge;

/** The rows of {@code account}, of which the last one counts, and of {@code open_calls}. */
final class AccountRows {
  /** The number of no account. */
  static final long NONE = 0;

  private final Path file;
  private final Connection connection;
  private long latest = NONE;
  private Spend spent = Spend.NONE;

  /**
   * Reads the account.
   *
   * @throws CorruptFileException if its checksum does not fit
   */
  AccountRows(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, opened, calls, failed, lost, prompt_tokens, completion_tokens, cost,"
                    + " checksum FROM account ORDER BY id DESC LIMIT 1")) {
      if (row.next()) {
        latest = row.getLong(1);
        spent =
            new Spend(
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getDouble(8));
        if (!checksum(latest, row.getString(2), spent).equals(row.getString(9))) {
          throw damaged("account");
        }
      }
    }
  }

  /** The number of the account that counts, or {@link #NONE}. */
  long latest() {
    return latest;
  }

  /** What was spent on it. */
  Spend spent() {
    return spent;
  }

  /** What the calls that are open may cost. */
  List<Charge> openCalls() throws SQLException {
    List<Charge> calls = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, prompt_tokens, completion_tokens, cost, started, checksum FROM"
                    + " open_calls ORDER BY id")) {
      while (rows.next()) {
        Charge estimate = charge(rows);
        if (!checksum(rows.getLong(1), estimate, rows.getString(5)).equals(rows.getString(6))) {
          throw damaged("open_calls");
        }
        calls.add(estimate);
      }
    }
    return calls;
  }

  private Charge charge(ResultSet row) throws SQLException {
    try {
      return new Charge(row.getLong(2), row.getLong(3), row.getDouble(4));
    } catch (IllegalArgumentException e) {
      throw damaged("open_calls");
    }
  }

  private CorruptFileException damaged(String table) {
    return new CorruptFileException(
        FileCode.ANSWERS_DAMAGED,
        file,
        "the account of what was spent as it was written",
        "a row of " + table + " whose checksum does not fit",
        "restore the file from a copy; or, if you know what was spent, begin a new account with:"
            + " sqlite3 "
            + file.getFileName()
            + " 'DELETE FROM account; DELETE FROM open_calls'");
  }

  /** Adds an account on which nothing was spent. */
  static void insert(Connection connection, long id, String opened) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO account VALUES (?, ?, 0, 0, 0, 0, 0, 0, ?)")) {
      insert.setLong(1, id);
      insert.setString(2, opened);
      insert.setString(3, checksum(id, opened, Spend.NONE));
      insert.executeUpdate();
    }
  }

  /** Notes what was spent on an account. */
  static void update(Connection connection, long id, Spend spent) throws SQLException {
    String opened;
    try (PreparedStatement select =
        connection.prepareStatement("SELECT opened FROM account WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        opened = row.next() ? row.getString(1) : "";
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE account SET calls = ?, failed = ?, lost = ?, prompt_tokens = ?,"
                + " completion_tokens = ?, cost = ?, checksum = ? WHERE id = ?")) {
      update.setLong(1, spent.calls());
      update.setLong(2, spent.failed());
      update.setLong(3, spent.lost());
      update.setLong(4, spent.promptTokens());
      update.setLong(5, spent.completionTokens());
      update.setDouble(6, spent.cost());
      update.setString(7, checksum(id, opened, spent));
      update.setLong(8, id);
      update.executeUpdate();
    }
  }

  static String checksum(long call, Charge estimate, String started) {
    return Checksums.of(call, estimate, started);
  }

  private static String checksum(long id, String opened, Spend spent) {
    return Checksums.of(
        id,
        opened,
        spent.calls(),
        spent.failed(),
        spent.lost(),
        spent.promptTokens(),
        spent.completionTokens(),
        spent.cost());
  }
}
