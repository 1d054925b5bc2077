package org.llmrec.enrich.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoredAnswer;

/**
 * Another process enriches over HTTP, with a store on the disk, and is killed at any moment. The
 * server is ours: it knows what it answered and billed.
 */
class KilledEnrichmentTest {
  /** What a kill may cost: questions that are sent and not yet on the disk. */
  private static final int IN_FLIGHT = 2 * EnrichingChild.CONCURRENCY;

  private static final Duration LATENCY = Duration.ofMillis(10);

  @TempDir Path folder;

  @Test
  void losesNothingAndPaysOnce() throws Exception {
    killInALoop(3, 150, 20261126);
  }

  @Test
  @Tag("full")
  void losesNothingAndPaysOnceHoweverOftenItIsKilled() throws Exception {
    killInALoop(40, 6000, 4711);
  }

  @Test
  @Tag("full")
  void aLimitHoldsHoweverOftenItIsKilled() throws Exception {
    long seed = 815;
    int most = 700;
    SplittableRandom random = new SplittableRandom(seed);
    try (MoodyServer moody = new MoodyServer(seed, LATENCY)) {
      int kills = 0;
      while (kills < 6) {
        if (!killed(moody, 2000, most, random)) {
          break;
        }
        kills++;
      }
      String where = "seed " + seed + ", kills " + kills;
      EnrichmentSummary summary = finish(moody, 2000, most);
      assertTrue(moody.server().callCount() <= most, where + ": " + moody.server().callCount());
      assertEquals(StopReason.BUDGET, summary.reason(), where);
      assertEquals(most, summary.account().calls(), where);
      // What a kill caught between the account and the server is counted and was not sent.
      assertTrue(
          moody.server().callCount() >= most - (long) kills * IN_FLIGHT,
          where + ": " + moody.server().callCount());
    }
  }

  private void killInALoop(int kills, int items, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Map<AnswerKey, Question> questions = new HashMap<>();
    try (var all = EnrichingChild.workload(items).stream()) {
      all.forEach(question -> questions.put(question.key(), question));
    }
    try (MoodyServer moody = new MoodyServer(seed, LATENCY)) {
      Map<AnswerKey, StoredAnswer> durable = Map.of();
      long lost = 0;
      for (int kill = 1; kill <= kills; kill++) {
        String where = "seed " + seed + ", kill " + kill;
        assertTrue(killed(moody, items, -1, random), where + ": over before it was killed");
        moody.settle();
        Map<AnswerKey, StoredAnswer> now = rows();
        keepsAll(durable, now, where);
        now.forEach((key, row) -> paidFor(moody, questions.get(key), row, where));
        long lostNow = moody.good() - now.size();
        assertTrue(lostNow - lost <= IN_FLIGHT, where + ": paid and not kept: " + (lostNow - lost));
        neverForgetsMoney(moody, where);
        durable = now;
        lost = lostNow;
      }
      EnrichmentSummary summary = finish(moody, items, -1);
      String where = "seed " + seed + ", at the end";
      assertEquals(items, summary.questions(), where);
      assertEquals(durable.size(), summary.present(), where);
      assertEquals(items - durable.size(), summary.ok(), where);
      Map<AnswerKey, StoredAnswer> now = rows();
      keepsAll(durable, now, where);
      assertEquals(questions.keySet(), now.keySet(), where);
      assertEquals(items + lost, moody.good(), where + ": answers paid twice without a kill");
      neverForgetsMoney(moody, where);
    }
  }

  private static void keepsAll(
      Map<AnswerKey, StoredAnswer> before, Map<AnswerKey, StoredAnswer> now, String where) {
    before.forEach((key, row) -> assertEquals(row, now.get(key), where));
  }

  private static void paidFor(
      MoodyServer moody, Question question, StoredAnswer row, String where) {
    assertEquals(question.item(), row.item(), where);
    assertEquals(AnswerStatus.OK, row.status(), where);
    assertTrue(moody.good(question.text()) >= 1, where + ": nobody gave this answer");
  }

  /** Each call that reached the server, and all it billed, is in the account on the disk. */
  private void neverForgetsMoney(MoodyServer moody, String where) throws IOException {
    try (AnswerStore store = AnswerStores.open(folder.resolve("answers"))) {
      Spend spent = store.ledger().spent();
      assertTrue(
          spent.calls() >= moody.server().callCount(),
          where + ": " + spent + ", calls: " + moody.server().callCount());
      assertTrue(
          spent.tokens() >= moody.server().billedTokens(),
          where + ": " + spent + ", billed: " + moody.server().billedTokens());
    }
  }

  private Map<AnswerKey, StoredAnswer> rows() throws IOException {
    Map<AnswerKey, StoredAnswer> rows = new HashMap<>();
    if (!AnswerStores.exists(folder.resolve("answers"))) {
      return rows;
    }
    try (AnswerStore store = AnswerStores.read(folder.resolve("answers"));
        var all = store.all()) {
      all.forEach(row -> rows.put(row.key(), row));
      assertEquals(0, store.counts().damaged());
    }
    return rows;
  }

  /**
   * Starts a child and kills it some time after its first call, and now and then before that; false
   * if it was done before.
   */
  private boolean killed(MoodyServer moody, int items, long maxCalls, SplittableRandom random)
      throws Exception {
    long before = moody.server().callCount();
    Path log = folder.resolve("log");
    Process child =
        EnrichingChild.start(
            folder.resolve("answers"),
            moody.server().url(),
            items,
            maxCalls,
            folder.resolve("summary"),
            log);
    if (random.nextInt(6) == 0) {
      child.waitFor(random.nextInt(1000), TimeUnit.MILLISECONDS);
    } else {
      while (moody.server().callCount() == before && child.isAlive()) {
        Thread.sleep(1);
      }
    }
    boolean over = child.waitFor(random.nextInt(150), TimeUnit.MILLISECONDS);
    child.destroyForcibly().waitFor();
    assertTrue(!over || child.exitValue() == 0, () -> text(log));
    return !over;
  }

  private EnrichmentSummary finish(MoodyServer moody, int items, long maxCalls) throws Exception {
    Path log = folder.resolve("log");
    Path summary = folder.resolve("summary");
    Files.deleteIfExists(summary);
    Process child =
        EnrichingChild.start(
            folder.resolve("answers"), moody.server().url(), items, maxCalls, summary, log);
    assertEquals(0, child.waitFor(), () -> text(log));
    return Json.read(summary, EnrichmentSummary.class);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
