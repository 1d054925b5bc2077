package org.llmrec.enrich.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.llmrec.enrich.store.StoreRows.key;
import static org.llmrec.enrich.store.StoreRows.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.llm.price.Charge;

/** What every {@link AnswerStore} has to do. Its tests extend this. */
public abstract class AnswerStoreContract {
  private static final Charge ESTIMATE = new Charge(100, 50, 0.5);

  protected AnswerStore store;

  /** An empty store. */
  protected abstract AnswerStore open() throws IOException;

  /** Closes the store and opens it again, if that keeps anything; else the same. */
  protected abstract AnswerStore reopen(AnswerStore open) throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  void closeStore() throws IOException {
    store.close();
  }

  private static List<StoredAnswer> all(AnswerStore store) throws IOException {
    try (Stream<StoredAnswer> rows = store.all()) {
      return rows.toList();
    }
  }

  @Test
  void anEmptyStoreHasNothing() throws IOException {
    assertEquals(Map.of(), store.find(List.of(key("a"), key("b"))));
    assertEquals(Map.of(), store.find(List.of()));
    assertEquals(List.of(), all(store));
    assertEquals(new StoreCounts(Map.of(), 0), store.counts());
    assertEquals(Spend.NONE, store.ledger().spent());
    assertEquals(List.of(), store.batches().open());
  }

  @Test
  void whatWasPutIsFoundFieldByField() throws IOException {
    StoredAnswer plain = row("7", "tag", "dark, slow");
    StoredAnswer hostile =
        new StoredAnswer(
            key("hostile"),
            "'; DROP TABLE answers; --",
            "pack(a+b)",
            0,
            "m\"o",
            "{\"temperature\":0.0}",
            AnswerStatus.DISCARDED,
            "{\"a\":\"<script>\\u0000\"}\u0000 end \ud83d\ude00 \u202e",
            "problem\nin two lines",
            "",
            Long.MAX_VALUE,
            0,
            0.1 + 0.2,
            Long.MAX_VALUE,
            "as noted: last Tuesday",
            List.of("", "\"", "語"),
            "");
    store.put(plain).join();
    store.put(hostile).join();
    store = reopen(store);
    assertEquals(
        Map.of(plain.key(), plain, hostile.key(), hostile),
        store.find(List.of(hostile.key(), key("none"), plain.key(), plain.key())));
    assertEquals(
        Map.of(AnswerStatus.OK, 1L, AnswerStatus.DISCARDED, 1L), store.counts().byStatus());
  }

  @Test
  void whatIsForgottenIsGoneAndWhatWasSpentIsNot() throws IOException {
    StoredAnswer about = row("7", "tag", "dark");
    StoredAnswer other = row("8", "tag", "light");
    StoredAnswer beside = row("9", "eng", "like 7").shown(List.of("5", "7"), "graph");
    store.put(about).join();
    store.put(other).join();
    store.put(beside).join();
    long call = store.ledger().open(ESTIMATE);
    store.ledger().settle(call, ESTIMATE, false);
    String before = store.revision();

    assertEquals(2, store.forget(Set.of("7", "nobody")));
    assertEquals(0, store.forget(Set.of("7", "nobody")));
    assertNotEquals(before, store.revision());
    store = reopen(store);

    assertEquals(List.of(other), all(store));
    assertEquals(100, store.ledger().spent().promptTokens());
  }

  @Test
  void halvesOfCharactersBecomeReplacementSigns() throws IOException {
    StoredAnswer row = row("7", "tag", "half \ud83d of one");
    store.put(row).join();
    assertEquals(
        "half \ufffd of one", reopen(store).find(List.of(row.key())).get(row.key()).answer());
  }

  @Test
  void theLastRowUnderAKeyStays() throws IOException {
    StoredAnswer failed = row("7", "tag", AnswerStatus.FAILED, "");
    StoredAnswer good = row("7", "tag", AnswerStatus.OK, "dark");
    store.put(failed).join();
    CompletableFuture<Void> second = store.put(good);
    CompletableFuture<Void> third = store.put(row("7", "tag", AnswerStatus.WARNED, "light"));
    CompletableFuture<Void> fourth = store.put(good);
    CompletableFuture.allOf(second, third, fourth).join();
    assertEquals(Map.of(good.key(), good), store.find(List.of(good.key())));
    assertEquals(List.of(good), all(reopen(store)));
  }

  @Test
  void allComeByItemAndPrompt() throws IOException {
    List<StoredAnswer> expected = new ArrayList<>();
    // U+FF5E comes before U+1F600, though not in UTF-16.
    for (String item : List.of("1", "10", "2", "a", "é", "\uff5e", "\ud83d\ude00")) {
      for (String prompt : List.of("eng", "tag")) {
        expected.add(row(item, prompt, "x"));
      }
    }
    List<StoredAnswer> shuffled = new ArrayList<>(expected);
    shuffled.sort(Comparator.comparing(row -> row.key().sha256()));
    List<CompletableFuture<Void>> written = new ArrayList<>();
    shuffled.forEach(row -> written.add(store.put(row)));
    written.forEach(CompletableFuture::join);
    store = reopen(store);
    assertEquals(expected, all(store));
  }

  @Test
  void manyRowsAreFoundAndStreamed() throws IOException {
    Map<AnswerKey, StoredAnswer> expected = new HashMap<>();
    List<CompletableFuture<Void>> written = new ArrayList<>();
    for (int i = 0; i < 2_600; i++) {
      // Many rows of one item and prompt: the places between pages must not depend on them alone.
      StoredAnswer row =
          new StoredAnswer(
              key("many " + i),
              "item " + i % 2,
              "tag",
              1,
              "m",
              "",
              AnswerStatus.OK,
              "t" + i,
              "",
              "stop",
              1,
              1,
              0,
              1,
              "",
              List.of(),
              "");
      expected.put(row.key(), row);
      written.add(store.put(row));
    }
    written.forEach(CompletableFuture::join);
    List<AnswerKey> asked = new ArrayList<>(expected.keySet());
    for (int i = 0; i < 1_200; i++) {
      asked.add(i, key("not there " + i));
    }
    assertEquals(expected, store.find(asked));
    List<StoredAnswer> streamed = all(store);
    assertEquals(2_600, streamed.size());
    assertEquals(new HashSet<>(expected.values()), new HashSet<>(streamed));
    // A stream that is left early, and questions while one is open.
    try (Stream<StoredAnswer> rows = store.all()) {
      for (StoredAnswer row : (Iterable<StoredAnswer>) rows.limit(700)::iterator) {
        assertEquals(1, store.find(List.of(row.key())).size());
      }
    }
  }

  @Test
  void theRevisionChangesWithTheRowsAndOnlyWithThem() throws IOException {
    Set<String> seen = new HashSet<>();
    assertTrue(seen.add(store.revision()));
    StoredAnswer row = row("7", "tag", "x");
    store.put(row).join();
    assertTrue(seen.add(store.revision()), "a row more");
    store.put(row("7", "tag", "y")).join();
    assertTrue(seen.add(store.revision()), "a row replaced");
    store.put(row("8", "tag", "y")).join();
    String before = store.revision();
    assertTrue(seen.add(before));

    store.put(row("8", "tag", "y")).join();
    store.ledger().settle(store.ledger().open(ESTIMATE), Charge.NONE, false);
    store.ledger().renew();
    store.batches().plan(new Batch("b", Optional.empty(), List.of(key("q")), "now"));
    store.find(List.of(row.key()));
    assertEquals(before, store.revision());
    store = reopen(store);
    assertEquals(before, store.revision());
    store.put(row("9", "tag", "y")).join();
    assertTrue(seen.add(store.revision()));
  }

  @Test
  void otherStoresHaveOtherRevisions() throws IOException {
    store.put(row("7", "tag", "x")).join();
    String ours = store.revision();
    store.close();
    store = open();
    store.put(row("7", "tag", "x")).join();
    assertNotEquals(ours, store.revision());
  }

  @Test
  void callsAddUpAsTheyEnd() throws IOException {
    Ledger ledger = store.ledger();
    long first = ledger.open(ESTIMATE);
    long second = ledger.open(ESTIMATE);
    assertNotEquals(first, second);
    assertEquals(Spend.NONE, ledger.spent(), "nothing has ended");
    ledger.settle(second, new Charge(90, 20, 0.125), false);
    ledger.settle(first, new Charge(7, 0, 0.5), true);
    Spend spent = new Spend(2, 1, 0, 97, 20, 0.625);
    assertEquals(spent, ledger.spent(), "at once");
    ledger.durable().join();
    assertThrows(
        IllegalArgumentException.class, () -> ledger.settle(first, Charge.NONE, false), "twice");
    store = reopen(store);
    assertEquals(spent, store.ledger().spent());
    store.ledger().renew();
    assertEquals(Spend.NONE, store.ledger().spent());
    store.ledger().settle(store.ledger().open(ESTIMATE), new Charge(1, 1, 1), false);
    store = reopen(store);
    assertEquals(new Spend(1, 0, 0, 1, 1, 1), store.ledger().spent());
  }

  @Test
  void chargesThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Charge(-1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Charge(0, 0, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Charge(0, 0, 1.0 / 0));
  }

  @Test
  void batchesAreKeptUntilTheyAreDone() throws IOException {
    Batch one = new Batch("one", Optional.empty(), List.of(key("q1"), key("q2")), "10:00");
    Batch two = new Batch("another", Optional.empty(), List.of(), "11:00");
    store.batches().plan(one);
    store.batches().plan(two);
    assertThrows(IllegalArgumentException.class, () -> store.batches().plan(one));
    store = reopen(store);
    assertEquals(List.of(one, two), store.batches().open());
    store.batches().submitted("one", "batch_7");
    assertThrows(
        IllegalArgumentException.class, () -> store.batches().submitted("three", "batch_8"));
    store.batches().done("never there");
    Batch submitted = new Batch("one", Optional.of("batch_7"), one.keys(), one.created());
    assertEquals(List.of(submitted, two), reopened().batches().open());
    store.batches().done("one");
    assertEquals(List.of(two), reopened().batches().open());
    store.put(row("7", "tag", "x")).join();
  }

  private AnswerStore reopened() throws IOException {
    store = reopen(store);
    return store;
  }

  @Test
  void manyThreadsPutAndFind() throws Exception {
    int threads = 24;
    int each = 60;
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        done.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    long call = store.ledger().open(ESTIMATE);
                    StoredAnswer row = row(thread + "/" + i, "tag", "text " + i);
                    store.put(row).join();
                    store.ledger().settle(call, new Charge(1, 2, 0.5), i % 2 == 0);
                    assertEquals(row, store.find(List.of(row.key())).get(row.key()));
                  }
                  return null;
                }));
      }
      for (Future<?> task : done) {
        task.get();
      }
    }
    long calls = (long) threads * each;
    Spend spent = new Spend(calls, calls / 2, 0, calls, 2 * calls, 0.5 * calls);
    assertEquals(spent, store.ledger().spent());
    assertEquals(spent, reopened().ledger().spent());
    assertEquals(calls, all(store).size());
  }

  @Test
  void whatDependsOnARowMayPutAnother() throws IOException {
    List<CompletableFuture<Void>> chains = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String item = "i" + i;
      chains.add(
          store.put(row(item, "tag", "x")).thenCompose(done -> store.put(row(item, "eng", "y"))));
    }
    chains.forEach(CompletableFuture::join);
    assertEquals(6_000, store.counts().byStatus().get(AnswerStatus.OK));
  }

  @Test
  void closedIsClosed() throws IOException {
    CompletableFuture<Void> last = store.put(row("7", "tag", "x"));
    store.close();
    store.close();
    assertTrue(last.isDone() && !last.isCompletedExceptionally(), "closing waits");
    assertThrows(IllegalStateException.class, () -> store.find(List.of(key("a"))));
    assertThrows(IllegalStateException.class, () -> store.put(row("8", "tag", "x")));
    assertThrows(IllegalStateException.class, () -> store.revision());
  }

  @Test
  void itDoesWhatAMapWouldDo() throws IOException {
    long seed = 20261124;
    for (int round = 0; round < 4; round++) {
      String where = "seed " + seed + " round " + round;
      likeAMap(new SplittableRandom(seed + round), where);
      store.close();
      store = open();
    }
  }

  private void likeAMap(SplittableRandom random, String where) throws IOException {
    Map<AnswerKey, StoredAnswer> rows = new LinkedHashMap<>();
    Map<Long, Charge> open = new LinkedHashMap<>();
    Spend spent = Spend.NONE;
    for (int step = 0; step < 100; step++) {
      String here = where + " step " + step;
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> {
          List<CompletableFuture<Void>> written = new ArrayList<>();
          for (int i = random.nextInt(1, 12); i > 0; i--) {
            StoredAnswer row = StoreRows.random(random, 40);
            rows.put(row.key(), row);
            written.add(store.put(row));
          }
          written.forEach(CompletableFuture::join);
        }
        case 4, 5 -> {
          List<AnswerKey> asked = new ArrayList<>();
          Map<AnswerKey, StoredAnswer> expected = new HashMap<>();
          for (int i = random.nextInt(30); i > 0; i--) {
            AnswerKey key = key("random " + random.nextInt(50));
            asked.add(key);
            if (rows.containsKey(key)) {
              expected.put(key, rows.get(key));
            }
          }
          assertEquals(expected, store.find(asked), here);
        }
        case 6 -> {
          Map<AnswerStatus, Long> expected = new EnumMap<>(AnswerStatus.class);
          rows.values().forEach(row -> expected.merge(row.status(), 1L, Long::sum));
          assertEquals(new StoreCounts(expected, 0), store.counts(), here);
          assertEquals(new HashSet<>(rows.values()), new HashSet<>(all(store)), here);
        }
        case 7, 8 -> {
          Charge estimate = new Charge(random.nextInt(99), random.nextInt(99), random.nextDouble());
          open.put(store.ledger().open(estimate), estimate);
        }
        case 9 -> {
          for (long call : List.copyOf(open.keySet())) {
            Charge actual = new Charge(random.nextInt(99), 0, random.nextDouble());
            boolean failed = random.nextBoolean();
            store.ledger().settle(call, actual, failed);
            spent = spent.with(actual, failed);
            open.remove(call);
          }
        }
        case 10 -> {
          if (random.nextInt(5) == 0) {
            store.ledger().renew();
            spent = Spend.NONE;
          }
        }
        default -> {
          if (open.isEmpty()) {
            String revision = store.revision();
            store = reopen(store);
            assertEquals(revision, store.revision(), here);
          }
        }
      }
      assertEquals(spent, store.ledger().spent(), here);
    }
  }
}
