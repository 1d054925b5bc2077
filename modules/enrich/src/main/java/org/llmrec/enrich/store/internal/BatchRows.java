package org.llmrec.enrich.store.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.BatchLog.Batch;

/** The rows of {@code batches}. */
final class BatchRows {
  private static final String SELECT = "SELECT label, id, keys, created, checksum FROM batches";

  private BatchRows() {}

  /** Adds one; false if there is one with that label. */
  static boolean insert(Connection connection, Batch batch) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO batches VALUES (?, ?, ?, ?, ?) ON CONFLICT (label) DO NOTHING")) {
      insert.setString(1, batch.label());
      insert.setString(2, batch.id().orElse(null));
      insert.setString(3, keys(batch));
      insert.setString(4, batch.created());
      insert.setString(5, checksum(batch));
      return insert.executeUpdate() > 0;
    }
  }

  /** Notes the id; false if there is no such batch. */
  static boolean submitted(Path file, Connection connection, String label, String id)
      throws SQLException {
    Optional<Batch> planned =
        all(file, connection).stream().filter(b -> b.label().equals(label)).findFirst();
    if (planned.isEmpty()) {
      return false;
    }
    Batch batch = new Batch(label, Optional.of(id), planned.get().keys(), planned.get().created());
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE batches SET id = ?, checksum = ? WHERE label = ?")) {
      update.setString(1, id);
      update.setString(2, checksum(batch));
      update.setString(3, label);
      update.executeUpdate();
    }
    return true;
  }

  static void delete(Connection connection, String label) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM batches WHERE label = ?")) {
      delete.setString(1, label);
      delete.executeUpdate();
    }
  }

  /** All of them, oldest first. */
  static List<Batch> all(Path file, Connection connection) throws SQLException {
    List<Batch> batches = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SELECT + " ORDER BY rowid")) {
      while (rows.next()) {
        Batch batch = batch(file, rows);
        if (!checksum(batch).equals(rows.getString(5))) {
          throw Failures.damaged(file, "a row of batches whose checksum does not fit");
        }
        batches.add(batch);
      }
    }
    return batches;
  }

  private static Batch batch(Path file, ResultSet row) throws SQLException {
    try {
      List<AnswerKey> keys =
          Arrays.stream(Json.mapper().readValue(row.getString(3), String[].class))
              .map(AnswerKey::new)
              .toList();
      return new Batch(
          row.getString(1), Optional.ofNullable(row.getString(2)), keys, row.getString(4));
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw Failures.damaged(file, "a row of batches that is none");
    }
  }

  private static String keys(Batch batch) {
    return Json.line(batch.keys().stream().map(AnswerKey::sha256).toList());
  }

  private static String checksum(Batch batch) {
    return Checksums.of(batch.label(), batch.id().orElse(""), keys(batch), batch.created());
  }
}
