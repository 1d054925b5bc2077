package org.llmrec.enrich.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.llmrec.enrich.store.internal.SqliteStoreFolders.all;
import static org.llmrec.enrich.store.internal.SqliteStoreFolders.copy;
import static org.llmrec.enrich.store.internal.SqliteStoreFolders.database;
import static org.llmrec.enrich.store.internal.SqliteStoreFolders.put;
import static org.llmrec.enrich.store.internal.SqliteStoreFolders.rows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoreRows;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.price.Charge;

/**
 * A damaged database gives what was written, or says that a row or the file is damaged; never
 * anything else.
 */
class SqliteDamageTest {
  private static final Map<AnswerKey, StoredAnswer> ROWS = rows(120);
  private static final Spend SPENT = new Spend(2, 1, 0, 110, 7, 1.75);
  private static final Batch BATCH =
      new Batch("label", Optional.of("id"), List.copyOf(ROWS.keySet()).subList(0, 9), "now");

  @TempDir Path temporary;
  private Path whole;
  private int copies;

  @BeforeEach
  void write() throws IOException {
    whole = temporary.resolve("whole");
    try (AnswerStore store = AnswerStores.open(whole)) {
      put(store, ROWS.values());
      store.ledger().settle(store.ledger().open(Charge.NONE), new Charge(100, 7, 1.5), false);
      store.ledger().settle(store.ledger().open(Charge.NONE), new Charge(10, 0, 0.25), true);
      store.batches().plan(BATCH);
    }
  }

  private Path damaged(byte[] bytes) throws IOException {
    Path folder = copy(whole, temporary.resolve("copy " + ++copies));
    Files.write(database(folder), bytes);
    return folder;
  }

  private static void refused(Path folder) {
    CorruptFileException reading =
        assertThrows(CorruptFileException.class, () -> AnswerStores.read(folder).close());
    CorruptFileException writing =
        assertThrows(CorruptFileException.class, () -> AnswerStores.open(folder).close());
    for (CorruptFileException e : List.of(reading, writing)) {
      assertEquals(database(folder), e.file());
      assertTrue(e.getMessage().contains("restore"), e.getMessage());
    }
  }

  /** Reads all there is, and holds it against what was written. */
  private static String look(AnswerStore store, String where) throws IOException {
    Map<AnswerKey, StoredAnswer> found = store.find(ROWS.keySet());
    found.forEach((key, row) -> assertEquals(ROWS.get(key), row, where));
    all(store).forEach(row -> assertEquals(ROWS.get(row.key()), row, where));
    assertEquals(ROWS.size(), found.size() + store.counts().damaged(), where);
    assertEquals(SPENT, store.ledger().spent(), where);
    assertEquals(List.of(BATCH), store.batches().open(), where);
    assertEquals(
        ROWS.size(), store.counts().byStatus().values().stream().mapToLong(n -> n).sum(), where);
    store.revision();
    return found.size() == ROWS.size() ? "right" : "rows missed";
  }

  /** What becomes of a damaged file, in words; anything but these three fails. */
  private static String outcome(Path folder, boolean write, String where) throws IOException {
    try (AnswerStore store = write ? AnswerStores.open(folder) : AnswerStores.read(folder)) {
      return look(store, where);
    } catch (CorruptFileException e) {
      assertEquals(database(folder), e.file(), where);
      return "refused";
    }
  }

  @Test
  void oneThatIsWholeIsRight() throws IOException {
    assertEquals("right", outcome(whole, false, "whole"));
    assertEquals("right", outcome(whole, true, "whole"));
  }

  @Test
  void oneThatIsEmptyZeroedOrForeignIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(database(whole));
    refused(damaged(new byte[0]));
    refused(damaged(new byte[bytes.length]));
    refused(
        damaged(
            "not a database, but long enough to be one "
                .repeat(99)
                .getBytes(StandardCharsets.UTF_8)));
    byte[] header = bytes.clone();
    Arrays.fill(header, 0, 100, (byte) 0);
    refused(damaged(header));
    refused(damaged(Arrays.copyOf(bytes, bytes.length / 2)));
    refused(damaged(Arrays.copyOf(bytes, bytes.length - 4096)));
  }

  @Test
  void oneThatIsGoneIsSaidToBeGone() throws IOException {
    Path folder = temporary.resolve("nothing");
    assertThrows(ConfigException.class, () -> AnswerStores.read(folder));
    Files.createDirectories(folder);
    assertThrows(ConfigException.class, () -> AnswerStores.read(folder));
    // A log without its database: there were answers.
    Files.write(folder.resolve(AnswerStores.FILE + "-wal"), new byte[9000]);
    assertThrows(CorruptFileException.class, () -> AnswerStores.open(folder));
  }

  @Test
  void aFlippedBitGivesNoWrongAnswer() throws IOException {
    long seed = 20261125;
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = Files.readAllBytes(database(whole));
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int round = 0; round < 60; round++) {
      // The first page, with header and schema, deserves as many as all others.
      int place = random.nextInt(round % 2 == 0 ? 4096 : bytes.length);
      int bit = random.nextInt(8);
      byte[] flipped = bytes.clone();
      flipped[place] ^= (byte) (1 << bit);
      String where = "seed " + seed + " round " + round + ": bit " + bit + " of byte " + place;
      outcomes.merge(outcome(damaged(flipped), round % 3 == 0, where), 1, Integer::sum);
    }
    assertTrue(outcomes.size() > 1, outcomes.toString());
  }

  @Test
  void aZeroedPageGivesNoWrongAnswer() throws IOException {
    byte[] bytes = Files.readAllBytes(database(whole));
    for (int page = 0; page < bytes.length / 4096; page += 3) {
      byte[] zeroed = bytes.clone();
      Arrays.fill(zeroed, page * 4096, (page + 1) * 4096, (byte) 0);
      outcome(damaged(zeroed), page % 2 == 0, "page " + page);
    }
  }

  @Test
  void aCutLogGivesWhatWasWrittenBeforeTheCut() throws IOException {
    long seed = 20261126;
    SplittableRandom random = new SplittableRandom(seed);
    Path busy = temporary.resolve("busy");
    try (AnswerStore store = AnswerStores.open(busy)) {
      for (int i = 0; i < 40; i++) {
        store.put(StoreRows.row("item " + i, "tag", "text " + i)).join();
      }
      byte[] log = Files.readAllBytes(busy.resolve(AnswerStores.FILE + "-wal"));
      int least = 40;
      for (int round = 0; round < 12; round++) {
        String where = "seed " + seed + " round " + round;
        Path folder = copy(busy, temporary.resolve("cut " + round));
        int length = round == 0 ? log.length : random.nextInt(log.length);
        byte[] torn = Arrays.copyOf(log, length);
        if (round % 3 == 2) {
          torn = Arrays.copyOf(log, log.length);
          Arrays.fill(torn, length, Math.min(log.length, length + 512), (byte) 0);
        }
        Files.write(folder.resolve(AnswerStores.FILE + "-wal"), torn);
        try (AnswerStore reopened = AnswerStores.open(folder)) {
          List<StoredAnswer> rows = all(reopened);
          for (int i = 0; i < rows.size(); i++) {
            StoredAnswer row = StoreRows.row("item " + i, "tag", "text " + i);
            assertTrue(rows.contains(row), where + ": the first " + rows.size() + " puts");
          }
          assertEquals(0, reopened.counts().damaged(), where);
          assertTrue(round > 0 || rows.size() == 40, where);
          least = Math.min(least, rows.size());
        }
      }
      assertTrue(least < 40);
    }
  }

  @Test
  void aDamagedRowIsNoneIsCountedAndCanBeReplaced() throws IOException, SQLException {
    StoredAnswer row = ROWS.values().iterator().next();
    change("UPDATE answers SET answer = answer || '!' WHERE key = '" + row.key().sha256() + "'");
    try (AnswerStore store = AnswerStores.open(whole)) {
      assertEquals(0, store.counts().damaged());
      assertEquals(Map.of(), store.find(List.of(row.key())));
      assertEquals(ROWS.size() - 1, all(store).size());
      assertEquals(Map.of(), store.find(List.of(row.key())));
      assertEquals(1, store.counts().damaged(), "however often it is met");
      String before = store.revision();
      store.put(row).join();
      assertTrue(!before.equals(store.revision()));
      assertEquals(Map.of(row.key(), row), store.find(List.of(row.key())));
    }
    change("UPDATE answers SET status = 'excellent' WHERE key = '" + row.key().sha256() + "'");
    try (AnswerStore store = AnswerStores.read(whole)) {
      assertEquals(Map.of(), store.find(List.of(row.key())));
      assertThrows(CorruptFileException.class, store::counts);
    }
  }

  @Test
  void aRowUnderAnotherKeyIsNoAnswer() throws IOException, SQLException {
    List<AnswerKey> keys = List.copyOf(ROWS.keySet());
    change("UPDATE answers SET key = 'moved' WHERE key = '" + keys.get(0).sha256() + "'");
    change(
        "UPDATE answers SET key = '"
            + keys.get(0).sha256()
            + "' WHERE key = '"
            + keys.get(1).sha256()
            + "'");
    try (AnswerStore store = AnswerStores.read(whole)) {
      assertEquals(Map.of(), store.find(keys.subList(0, 2)));
      assertEquals(1, store.counts().damaged());
      assertEquals(ROWS.size() - 2, all(store).size());
      assertEquals(2, store.counts().damaged());
    }
  }

  @Test
  void anAccountThatSomebodyChangedIsRefused() throws IOException, SQLException {
    change("UPDATE account SET cost = 0");
    CorruptFileException e =
        assertThrows(CorruptFileException.class, () -> AnswerStores.open(whole).close());
    assertTrue(e.getMessage().contains("DELETE FROM account"), e.getMessage());
    // The advice helps.
    change("DELETE FROM account; DELETE FROM open_calls");
    try (AnswerStore store = AnswerStores.open(whole)) {
      assertEquals(Spend.NONE, store.ledger().spent());
      assertEquals(ROWS, store.find(ROWS.keySet()));
    }
  }

  @Test
  void batchesThatSomebodyChangedAreRefused() throws IOException, SQLException {
    change("UPDATE batches SET id = 'other'");
    try (AnswerStore store = AnswerStores.open(whole)) {
      assertThrows(CorruptFileException.class, () -> store.batches().open());
      store.batches().done("label");
      assertEquals(List.of(), store.batches().open());
    }
  }

  @Test
  void otherDatabasesAndNewerFormatsAreRefusedForWhatTheyAre() throws SQLException {
    change("PRAGMA user_version = 2");
    CorruptFileException newer =
        assertThrows(CorruptFileException.class, () -> AnswerStores.read(whole));
    assertTrue(newer.getMessage().contains("newer version of llmrec"), newer.getMessage());
    assertThrows(CorruptFileException.class, () -> AnswerStores.open(whole));
    change("PRAGMA user_version = 1; PRAGMA application_id = 7");
    CorruptFileException foreign =
        assertThrows(CorruptFileException.class, () -> AnswerStores.read(whole));
    assertTrue(foreign.getMessage().contains("application_id 7"), foreign.getMessage());
  }

  @Test
  void aTableThatIsNotOursIsRefusedAndOneMoreIsNot() throws IOException, SQLException {
    change("CREATE TABLE notes (text TEXT); CREATE INDEX more ON answers (model)");
    assertEquals("right", outcome(whole, true, "one more"));
    change("DROP VIEW texts; CREATE VIEW texts AS SELECT 1");
    assertThrows(CorruptFileException.class, () -> AnswerStores.read(whole));
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database(whole));
        Statement statement = connection.createStatement()) {
      for (String each : sql.split(";", -1)) {
        statement.executeUpdate(each);
      }
    }
  }
}
