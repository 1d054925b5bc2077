package org.llmrec.enrich.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.llmrec.enrich.store.StoreRows.row;
import static org.llmrec.enrich.store.internal.SqliteStoreFolders.all;
import static org.llmrec.enrich.store.internal.SqliteStoreFolders.copy;
import static org.llmrec.enrich.store.internal.SqliteStoreFolders.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.price.Charge;

/** One writes, others read; what is shared, and what a full disk or a dead process leaves. */
class SqliteSharingTest {
  @TempDir Path folder;

  @Test
  void readersSeeWhatIsOnTheDiskWhileAnotherWrites() throws IOException {
    try (AnswerStore writer = AnswerStores.open(folder);
        AnswerStore reader = AnswerStores.read(folder)) {
      assertEquals(writer.revision(), reader.revision());
      List<StoredAnswer> expected = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        StoredAnswer row = row("item " + (100 + i), "tag", "text");
        writer.put(row).join();
        expected.add(row);
        assertEquals(row, reader.find(List.of(row.key())).get(row.key()), "once it is durable");
        assertEquals(expected, all(reader));
        assertEquals(writer.revision(), reader.revision());
      }
      writer.ledger().settle(writer.ledger().open(Charge.NONE), new Charge(1, 2, 3), false);
      writer.put(row("z", "tag", "after it in the queue")).join();
      assertEquals(new Spend(1, 0, 0, 1, 2, 3), reader.ledger().spent());
    }
    assertFalse(
        Files.exists(folder.resolve(AnswerStores.FILE + "-wal")),
        "the log is folded in at the end");
  }

  @Test
  void readersOnlyRead() throws IOException {
    AnswerStores.open(folder).close();
    try (AnswerStore reader = AnswerStores.read(folder);
        AnswerStore other = AnswerStores.read(folder)) {
      assertEquals(reader.revision(), other.revision());
      assertThrows(UnsupportedOperationException.class, () -> reader.put(row("7", "tag", "x")));
      assertThrows(UnsupportedOperationException.class, () -> reader.ledger().open(Charge.NONE));
      assertThrows(
          UnsupportedOperationException.class, () -> reader.ledger().settle(1, Charge.NONE, false));
      assertThrows(UnsupportedOperationException.class, () -> reader.ledger().renew());
      assertThrows(
          UnsupportedOperationException.class,
          () -> reader.batches().plan(new Batch("b", Optional.empty(), List.of(), "")));
    }
    AnswerStores.open(folder).close();
  }

  @Test
  void onlyOneWrites() throws IOException {
    AnswerStore first = AnswerStores.open(folder);
    LlmrecException e = assertThrows(LlmrecException.class, () -> AnswerStores.open(folder));
    assertTrue(e.getMessage().contains("process " + ProcessHandle.current().pid()), e.getMessage());
    assertTrue(e.getMessage().contains("(enrich)"), e.getMessage());
    first.put(row("7", "tag", "x")).join();
    first.close();
    AnswerStores.open(folder).close();
  }

  @Test
  void callsOfADeadProcessAreLostAtTheirEstimate() throws IOException {
    Path dead = folder.resolve("dead");
    try (AnswerStore store = AnswerStores.open(folder.resolve("alive"))) {
      store.ledger().settle(store.ledger().open(Charge.NONE), new Charge(10, 5, 0.5), false);
      long open = store.ledger().open(new Charge(100, 50, 0.25));
      store.ledger().open(new Charge(200, 50, 0.125));
      store.ledger().durable().join();
      copy(folder.resolve("alive"), dead);
      store.ledger().settle(open, new Charge(90, 40, 0.25), false);
    }
    Spend spent = new Spend(3, 0, 2, 310, 105, 0.875);
    for (int times = 0; times < 2; times++) {
      try (AnswerStore store = AnswerStores.open(dead)) {
        assertEquals(spent, store.ledger().spent(), "counted once");
      }
    }
    try (AnswerStore store = AnswerStores.read(dead)) {
      assertEquals(spent, store.ledger().spent());
    }
  }

  @Test
  void aFullDiskFailsWhatWaitsAndRefusesTheRest() throws IOException {
    SqliteAnswerStore store = SqliteAnswerStore.open(folder);
    store.put(row("first", "tag", "x")).join();
    fill(store);
    long call = store.ledger().open(Charge.NONE);
    String big = "much ".repeat(100_000);
    CompletableFuture<Void> failed = store.put(row("second", "tag", big));
    CompletableFuture<Void> behind = store.put(row("third", "tag", "x"));
    IOException full = failure(failed);
    assertTrue(full.getMessage().contains("the disk is full"), full.getMessage());
    assertTrue(full.getMessage().contains(AnswerStores.FILE), full.getMessage());
    failure(behind);
    failure(store.put(row("fourth", "tag", "x")));
    assertThrows(LlmrecException.class, () -> store.ledger().open(Charge.NONE));
    // The call is over, and somebody has to pay for it.
    store.ledger().settle(call, new Charge(1, 1, 1), false);
    assertEquals(1, store.ledger().spent().calls());
    assertThrows(
        IOException.class,
        () -> store.batches().plan(new Batch("b", Optional.empty(), List.of(), "")));
    assertEquals(1, all(store).size(), "what was there before can be read");
    assertThrows(IOException.class, store::close);
    store.close();
    try (AnswerStore again = AnswerStores.open(folder)) {
      assertEquals(List.of(row("first", "tag", "x")), all(again));
      again.put(row("second", "tag", "y")).join();
    }
  }

  /** From now on the database cannot grow. */
  private static void fill(SqliteAnswerStore store) throws IOException {
    GroupCommit.await(
        store
            .writer()
            .small(
                tables -> {
                  try (Statement statement = tables.connection().createStatement()) {
                    statement.execute("PRAGMA max_page_count = 1");
                  }
                }));
  }

  private static IOException failure(CompletableFuture<Void> put) {
    CompletionException e = assertThrows(CompletionException.class, put::join);
    assertTrue(e.getCause() instanceof IOException, e::toString);
    return (IOException) e.getCause();
  }

  @Test
  void oneTransactionTakesAllThatWaits() throws Exception {
    try (SqliteAnswerStore store = SqliteAnswerStore.open(folder)) {
      CountDownLatch held = new CountDownLatch(1);
      CompletableFuture<Void> first = store.writer().small(tables -> await(held));
      List<CompletableFuture<Void>> waiting = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        waiting.add(store.put(row("item " + i, "tag", "x")));
      }
      String before = store.revision();
      assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone));
      held.countDown();
      first.join();
      waiting.forEach(CompletableFuture::join);
      assertTrue(before.contains("-0-"), before);
      assertTrue(store.revision().contains("-200-"), store.revision());
    }
  }

  @Test
  void whoeverBringsTooMuchWaits() throws Exception {
    try (SqliteAnswerStore store = SqliteAnswerStore.open(folder)) {
      CountDownLatch held = new CountDownLatch(1);
      CompletableFuture<Void> first = store.writer().small(tables -> await(held));
      AtomicInteger brought = new AtomicInteger();
      CountDownLatch full = new CountDownLatch(GroupCommit.WAITING_ROWS);
      Thread bringer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    CompletableFuture<Void> last = null;
                    for (int i = 0; i < GroupCommit.WAITING_ROWS + 10; i++) {
                      last = store.put(row("item " + i, "tag", "x"));
                      brought.incrementAndGet();
                      full.countDown();
                    }
                    last.join();
                  });
      full.await();
      assertEquals(GroupCommit.WAITING_ROWS, brought.get());
      held.countDown();
      first.join();
      bringer.join();
      assertEquals(
          GroupCommit.WAITING_ROWS + 10, store.counts().byStatus().get(AnswerStatus.OK).intValue());
    }
  }

  private static void await(CountDownLatch latch) throws SQLException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }

  @Test
  void anySqliteShellReadsIt() throws IOException, SQLException {
    try (AnswerStore store = AnswerStores.open(folder)) {
      store.put(row("7", "tag", "dark, slow")).join();
      store.put(row("7", "eng", AnswerStatus.WARNED, "A text.")).join();
      store.put(row("8", "eng", AnswerStatus.DISCARDED, "No text.")).join();
      store.put(row("9", "eng", AnswerStatus.FAILED, "")).join();
      // While the store is open.
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database(folder));
          Statement statement = connection.createStatement()) {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows =
            statement.executeQuery("SELECT item, prompt, answer FROM texts ORDER BY answer")) {
          while (rows.next()) {
            texts.add(rows.getString(1) + "|" + rows.getString(2) + "|" + rows.getString(3));
          }
        }
        assertEquals(List.of("7|eng|A text.", "7|tag|dark, slow"), texts);
        try (ResultSet row =
            statement.executeQuery(
                "SELECT status, neighbours, cost FROM answers WHERE item = '9'")) {
          assertEquals("failed", row.getString(1));
          assertEquals("[\"a\",\"b,\\\"c\"]", row.getString(2));
          assertEquals(0.25, row.getDouble(3));
        }
      }
    }
  }

  @Test
  void aCopyThatGrowsInAnotherWayHasAnotherRevision() throws IOException {
    Path copy = folder.resolve("copy");
    try (AnswerStore store = AnswerStores.open(folder)) {
      store.put(row("7", "tag", "x")).join();
      copy(folder, copy);
      store.put(row("8", "tag", "x")).join();
      try (AnswerStore other = AnswerStores.open(copy)) {
        assertNotEquals(store.revision(), other.revision());
        other.put(row("8", "tag", "y")).join();
        assertNotEquals(store.revision(), other.revision());
      }
    }
  }
}
