package org.llmrec.enrich.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.llm.price.Charge;

class DurableLedgerTest {
  @TempDir Path folder;

  @Test
  void whoWaitsForTheAccountFindsEveryCallOnTheDisk() throws Exception {
    try (AnswerStore store = AnswerStores.open(folder)) {
      for (int calls = 100; calls <= 300; calls += 100) {
        for (int i = 0; i < 100; i++) {
          store.ledger().open(Charge.NONE);
        }
        store.ledger().durable().join();
        assertEquals(calls, openCalls());
      }
    }
  }

  /** As another process would see it. */
  private int openCalls() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(AnswerStores.FILE));
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM open_calls")) {
      return count.getInt(1);
    }
  }
}
