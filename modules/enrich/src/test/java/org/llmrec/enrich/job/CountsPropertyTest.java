package org.llmrec.enrich.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.enrich.check.InvalidPolicy;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.Usage;

/** Whatever fails, stops or repeats itself: every question is counted once, and every row too. */
class CountsPropertyTest {
  private static final List<Kind> FAILURES =
      List.of(Kind.RATE_LIMITED, Kind.SERVER, Kind.TIMEOUT, Kind.BAD_REQUEST, Kind.MALFORMED);

  @Test
  void nothingIsLostBetweenTheCounts() throws Exception {
    for (long seed = 1; seed <= 25; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int items = random.nextInt(1, 150);
      int texts = random.nextInt(1, items + 1);
      Workload workload =
          Films.workload(
              items,
              i -> new Item("f" + i, "Film " + i % texts, "", List.of(), Map.of()),
              "paraphrase",
              "infer");
      AnswerStore store = AnswerStores.inMemory();
      long most = 0;
      for (int run = 1; run <= 3; run++) {
        most += random.nextInt(1, 2 * items + 10);
        String where = "seed " + seed + ", run " + run;
        JobOptions options =
            Films.options()
                .concurrency(random.nextInt(1, 20))
                .onInvalid(InvalidPolicy.values()[random.nextInt(3)])
                .retryDiscarded(random.nextBoolean())
                .budget(Films.calls(most));
        EnrichmentJob[] job = new EnrichmentJob[1];
        int stopAt = random.nextInt(2) == 0 ? random.nextInt(1, 300) : -1;
        ScriptedModel model = moody(random.split(), random.nextDouble(0, 0.5), job, stopAt);
        job[0] = new EnrichmentJob(workload, store, model, options, Progress.silent());
        Map<AnswerStatus, Long> before = statuses(store);
        EnrichmentSummary summary = job[0].run();
        check(summary, store, model, before, where + ": " + summary);
        assertEquals(2L * items, summary.questions(), where);
        assertTrue(summary.account().calls() <= most, where);
      }
    }
  }

  /** Fails in all sorts of ways, writes nonsense, and asks its own job to stop. */
  private static ScriptedModel moody(
      SplittableRandom random, double share, EnrichmentJob[] job, int stopAt) {
    return new ScriptedModel(
        (request, call) -> {
          if (call == stopAt) {
            job[0].stop();
          }
          double mood;
          Kind kind;
          synchronized (random) {
            mood = random.nextDouble();
            kind = FAILURES.get(random.nextInt(FAILURES.size()));
          }
          if (mood < share / 2) {
            throw new ModelException(
                kind, "model 'scripted': no", Billed.UNKNOWN, Optional.empty(), Usage.NONE, null);
          }
          return mood < share ? "no object" : ScriptedModel.GOOD;
        });
  }

  private static void check(
      EnrichmentSummary summary,
      AnswerStore store,
      ScriptedModel model,
      Map<AnswerStatus, Long> before,
      String where)
      throws Exception {
    assertEquals(model.calls.get(), summary.spent().calls(), where);
    long failures = summary.failures().values().stream().mapToLong(Long::longValue).sum();
    assertEquals(summary.spent().failed(), failures, where);
    Map<AnswerStatus, Long> after = statuses(store);
    // Failed rows, and discarded ones that are asked again, may have become others.
    assertTrue(added(after, before, AnswerStatus.OK) == summary.ok(), where);
    assertTrue(added(after, before, AnswerStatus.WARNED) == summary.warned(), where);
    assertTrue(after.getOrDefault(AnswerStatus.FAILED, 0L) >= summary.failed(), where);
    assertTrue(after.getOrDefault(AnswerStatus.DISCARDED, 0L) >= summary.discarded(), where);
  }

  private static long added(
      Map<AnswerStatus, Long> after, Map<AnswerStatus, Long> before, AnswerStatus status) {
    return after.getOrDefault(status, 0L) - before.getOrDefault(status, 0L);
  }

  private static Map<AnswerStatus, Long> statuses(AnswerStore store) throws Exception {
    try (var rows = store.all()) {
      return rows.collect(Collectors.groupingBy(StoredAnswer::status, Collectors.counting()));
    }
  }
}
