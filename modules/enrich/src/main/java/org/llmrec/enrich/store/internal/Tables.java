package org.llmrec.enrich.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.price.Charge;

/**
 * All that is ever changed in the database. For the one thread that writes; a transaction is open
 * from the first change on until {@link #commit}.
 */
final class Tables implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final PreparedStatement upsert;
  private final PreparedStatement openCall;
  private final PreparedStatement closeCall;
  private String revision;
  private long changed;
  private long account;
  private Spend spent;
  private Spend written;

  Tables(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    connection.setAutoCommit(false);
    upsert = connection.prepareStatement(AnswerRows.UPSERT);
    openCall = connection.prepareStatement("INSERT INTO open_calls VALUES (?, ?, ?, ?, ?, ?)");
    closeCall = connection.prepareStatement("DELETE FROM open_calls WHERE id = ?");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT value FROM meta WHERE name = 'revision'")) {
      revision = rows.next() ? rows.getString(1) : Revisions.FIRST;
    }
    takeStock();
    commit();
  }

  /** Reads the account, and counts the calls that a dead process left open as lost. */
  private void takeStock() throws SQLException {
    AccountRows rows = new AccountRows(file, connection);
    account = rows.latest();
    spent = rows.spent();
    written = spent;
    if (account == AccountRows.NONE) {
      newAccount();
    }
    for (Charge estimate : rows.openCalls()) {
      spent = spent.withLost(estimate);
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM open_calls");
    }
  }

  /** As far as it has come with the changes. */
  Spend spent() {
    return spent;
  }

  void put(StoredAnswer answer) throws SQLException {
    AnswerRows.bind(upsert, answer, Instant.now().toString());
    changed += upsert.executeUpdate();
  }

  void remove(String key) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM answers WHERE key = ?")) {
      delete.setString(1, key);
      changed += delete.executeUpdate();
    }
  }

  void openCall(long id, Charge estimate) throws SQLException {
    String started = Instant.now().toString();
    openCall.setLong(1, id);
    openCall.setLong(2, estimate.promptTokens());
    openCall.setLong(3, estimate.completionTokens());
    openCall.setDouble(4, estimate.cost());
    openCall.setString(5, started);
    openCall.setString(6, AccountRows.checksum(id, estimate, started));
    openCall.executeUpdate();
  }

  void closeCall(long id, Charge actual, boolean failed) throws SQLException {
    closeCall.setLong(1, id);
    closeCall.executeUpdate();
    spent = spent.with(actual, failed);
  }

  void newAccount() throws SQLException {
    account++;
    spent = Spend.NONE;
    written = Spend.NONE;
    AccountRows.insert(connection, account, Instant.now().toString());
  }

  /** False if there is one with that label. */
  boolean planBatch(Batch batch) throws SQLException {
    return BatchRows.insert(connection, batch);
  }

  /** False if there is none with that label. */
  boolean submittedBatch(String label, String id) throws SQLException {
    return BatchRows.submitted(file, connection, label, id);
  }

  void doneBatch(String label) throws SQLException {
    BatchRows.delete(connection, label);
  }

  /** Makes all changes since the last time durable. */
  void commit() throws SQLException {
    if (changed > 0) {
      String next = Revisions.after(revision, changed);
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE meta SET value = ? WHERE name = 'revision'")) {
        update.setString(1, next);
        update.executeUpdate();
      }
      revision = next;
      changed = 0;
    }
    if (!spent.equals(written)) {
      AccountRows.update(connection, account, spent);
      written = spent;
    }
    connection.commit();
  }

  /** Gives up all changes since the last commit. */
  void rollback() throws SQLException {
    connection.rollback();
  }

  /** For what only a test needs. */
  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
