package org.llmrec.enrich.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.check.InvalidPolicy;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.Capability;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.http.OpenAiModel;
import org.llmrec.llm.http.OpenAiOptions;
import org.llmrec.llm.price.Budget;

/** Over HTTP, against a server that keeps batches in memory. */
class BatchEnrichmentTest {
  private static final int ITEMS = 25;
  private static final Workload WORKLOAD = Films.workload(ITEMS, "paraphrase");
  private static final Polling POLLING = new Polling(Duration.ofMillis(1), Duration.ofMillis(5));

  @TempDir Path folder;

  private final AnswerStore store = AnswerStores.inMemory();
  private final FakeServer server =
      FakeServer.start().answering(call -> FakeReply.ok(ScriptedModel.GOOD));
  private final LanguageModel model =
      OpenAiModel.open(
          OpenAiOptions.of(ScriptedModel.ID, URI.create(server.url()), Optional.empty())
              .capabilities(Set.of(Capability.BATCH, Capability.JSON_SCHEMA)));

  @AfterEach
  void close() {
    model.close();
    server.close();
  }

  private BatchEnrichment batches(AnswerStore kept, LanguageModel asked, JobOptions options) {
    return new BatchEnrichment(WORKLOAD, kept, asked, options, POLLING, Progress.silent());
  }

  private EnrichmentSummary run(int maxCalls, JobOptions options) throws IOException {
    return batches(store, new CrashingModel(model, maxCalls, Crash.never()), options).run();
  }

  private int billed(Question question) {
    return server.billed(question.text());
  }

  private static List<Question> questions() throws IOException {
    try (var all = WORKLOAD.stream()) {
      return all.toList();
    }
  }

  private void eachIsBilledOnce(String where) throws IOException {
    for (Question question : questions()) {
      assertEquals(1, billed(question), where + ", " + question.item());
    }
  }

  @Test
  void asksAtHalfThePrice() throws IOException {
    EnrichmentSummary summary = run(50_000, Films.options());
    assertEquals(ITEMS, summary.ok());
    assertEquals(StopReason.DONE, summary.reason());
    assertEquals(1, server.batches().created());
    assertEquals(0, server.callCount());
    assertEquals(ITEMS, summary.spent().calls());
    long read = summary.spent().promptTokens();
    long written = summary.spent().completionTokens();
    assertEquals(server.billedTokens(), read + written);
    assertEquals(Films.PRICE.of(read, written) / 2, summary.spent().cost(), 1e-9);
    try (var rows = store.all()) {
      double sum = rows.mapToDouble(StoredAnswer::cost).sum();
      assertEquals(summary.spent().cost(), sum, 1e-9);
    }
    assertEquals(ITEMS, run(50_000, Films.options()).present());
    assertEquals(1, server.batches().created());
    assertEquals(List.of(), store.batches().open());
  }

  @Test
  void manyBatchesFollowEachOther() throws IOException {
    EnrichmentSummary summary = run(2, Films.options());
    assertEquals(ITEMS, summary.ok());
    assertEquals(13, server.batches().created());
    eachIsBilledOnce("13 batches");
  }

  @Test
  void wrongAnswersAreRepairedByOrdinaryCalls() throws IOException {
    server.answering(
        call ->
            FakeReply.ok(
                call.question().contains("cannot be used") || !call.question().contains("Film 7\"")
                    ? ScriptedModel.GOOD
                    : "no object"));
    EnrichmentSummary summary = run(50_000, Films.options());
    assertEquals(ITEMS, summary.ok());
    assertEquals(1, server.callCount());
    assertEquals(ITEMS + 1, summary.spent().calls());
  }

  @Test
  void anAnswerThatStaysWrongStopsTheJobWhenTheOthersAreKept() throws IOException {
    server.answering(
        call ->
            FakeReply.ok(call.prompt().contains("Film 7\"") ? "no object" : ScriptedModel.GOOD));
    EnrichmentSummary summary = run(50_000, Films.options().onInvalid(InvalidPolicy.FAIL));
    assertEquals(StopReason.INVALID_ANSWER, summary.reason());
    assertEquals(ITEMS - 1, summary.ok());
    assertEquals(1, summary.failed());
    assertEquals(List.of(), store.batches().open());
  }

  @Test
  void whatABatchLeavesIsAskedAgain() throws IOException {
    server.batches().expireAfter(10);
    EnrichmentSummary summary = run(50_000, Films.options());
    assertEquals(10, summary.ok());
    assertEquals(15, summary.failed());
    assertEquals(10 * 0.5, summary.spent().cost() / perCall(), 1e-6);
    server.batches().expireAfter(-1);
    summary = run(50_000, Films.options());
    assertEquals(10, summary.present());
    assertEquals(15, summary.ok());
    eachIsBilledOnce("after an expired batch");
  }

  private double perCall() throws IOException {
    try (var rows = store.all()) {
      StoredAnswer some = rows.filter(row -> row.completionTokens() > 0).findFirst().orElseThrow();
      return Films.PRICE.of(some.promptTokens(), some.completionTokens());
    }
  }

  @Test
  void aRefusedBatchCostsNothingAndEndsTheRun() throws IOException {
    server.batches().refuse("too many tokens enqueued");
    EnrichmentSummary summary = run(50_000, Films.options());
    assertEquals(StopReason.FAILURE, summary.reason());
    assertTrue(summary.message().contains("too many tokens"), summary.message());
    assertEquals(ITEMS, summary.notReached());
    assertEquals(0, summary.spent().cost());
    assertEquals(List.of(), store.batches().open());
    server.batches().refuse("");
    assertEquals(ITEMS, run(50_000, Films.options()).ok());
  }

  @Test
  void aLimitOnCallsHoldsExactly() throws IOException {
    EnrichmentSummary summary = run(4, Films.options().budget(Films.calls(10)));
    assertEquals(10, summary.ok());
    assertEquals(15, summary.notReached());
    assertEquals(StopReason.BUDGET, summary.reason());
    assertEquals(10, server.billedCount());
    summary = run(4, Films.options().budget(Films.calls(25)));
    assertEquals(10, summary.present());
    assertEquals(15, summary.ok());
  }

  @Test
  void moneyThatWasPutAsideForNothingBuysFurtherBatches() throws IOException {
    run(50_000, Films.options());
    long perCall = server.billedTokens() / ITEMS;
    AnswerStore other = AnswerStores.inMemory();
    // Before an answer is seen 200 tokens are put aside for it, far more than it takes.
    Budget budget =
        new Budget(OptionalDouble.empty(), OptionalLong.of(20 * perCall), OptionalLong.empty());
    EnrichmentSummary summary = batches(other, model, Films.options().budget(budget)).run();
    assertEquals(StopReason.BUDGET, summary.reason());
    assertTrue(summary.spent().tokens() <= 20 * perCall, summary.toString());
    assertTrue(summary.ok() > 12, summary.toString());
  }

  @Test
  void theNextRunFetchesWhatAStoppedOneHandedIn() throws Exception {
    server.batches().runningFor(Integer.MAX_VALUE);
    BatchEnrichment job = batches(store, model, Films.options());
    CompletableFuture<EnrichmentSummary> running = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("batches-under-test")
        .start(
            () -> {
              try {
                running.complete(job.run());
              } catch (IOException | RuntimeException | Error e) {
                running.completeExceptionally(e);
              }
            });
    while (server.batches().created() == 0) {
      Thread.onSpinWait();
    }
    job.stop();
    assertEquals(StopReason.ASKED, running.get().reason());
    assertEquals(ITEMS, running.get().notReached());
    server.batches().runningFor(1);
    EnrichmentSummary summary = run(50_000, Films.options());
    assertEquals(ITEMS, summary.present());
    assertEquals(1, server.batches().created());
    eachIsBilledOnce("after a stop");
  }

  @Test
  void aRunThatDiesIsTakenUpWithoutPayingTwice() throws IOException {
    answeringAllButFilm20();
    List<String> steps = dies(Crash.never(), "without a crash");
    for (String name : new LinkedHashSet<>(steps)) {
      dies(new Crash(steps.indexOf(name), true), "before " + name);
      dies(new Crash(steps.indexOf(name), false), "after " + name);
    }
  }

  @Test
  @Tag("full")
  void aRunThatDiesAtAnyStepIsTakenUpWithoutPayingTwice() throws IOException {
    answeringAllButFilm20();
    List<String> steps = dies(Crash.never(), "without a crash");
    assertTrue(steps.size() > 30, "steps: " + steps);
    for (int at = 0; at < steps.size(); at++) {
      dies(new Crash(at, true), "before step " + at);
      dies(new Crash(at, false), "after step " + at);
    }
  }

  /** Two batches; in the second a call that has to be repaired. */
  private void answeringAllButFilm20() {
    server.answering(
        call ->
            FakeReply.ok(
                call.question().contains("cannot be used") || !call.question().contains("Film 20\"")
                    ? ScriptedModel.GOOD
                    : "no object"));
  }

  /** A run that dies, and one that takes it up; each with texts of its own. */
  private List<String> dies(Crash crash, String where) throws IOException {
    String series = where.replace(' ', '-');
    Workload workload =
        Films.workload(
            ITEMS, i -> new Item("f" + i, "Film " + i, series, List.of(), Map.of()), "paraphrase");
    Path path = folder.resolve(series);
    try (AnswerStore kept = AnswerStores.open(path)) {
      try {
        new BatchEnrichment(
                workload,
                new CrashingStore(kept, crash),
                new CrashingModel(model, 15, crash),
                Films.options(),
                POLLING,
                Progress.silent())
            .run();
      } catch (Crash.Crashed e) {
        // As it should.
      }
    }
    try (AnswerStore kept = AnswerStores.open(path);
        var questions = workload.stream()) {
      EnrichmentSummary summary =
          new BatchEnrichment(
                  workload,
                  kept,
                  new CrashingModel(model, 15, Crash.never()),
                  Films.options(),
                  POLLING,
                  Progress.silent())
              .run();
      assertEquals(ITEMS, summary.present() + summary.ok(), where + ": " + summary);
      long billed = 0;
      for (Question question : questions.toList()) {
        assertEquals(1, billed(question), where + ", " + question.item());
        billed += billed(question);
      }
      assertTrue(summary.account().calls() >= billed, where + ": " + summary.account());
      assertEquals(List.of(), kept.batches().open(), where);
      try (var rows = kept.all()) {
        assertEquals(ITEMS, rows.map(StoredAnswer::key).collect(Collectors.toSet()).size(), where);
      }
    }
    return crash.steps();
  }

  @Test
  void aModelWithoutBatchesIsRefused() {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> batches(store, ScriptedModel.good(), Films.options()));
    assertTrue(e.getMessage().contains("BATCH"), e.getMessage());
  }
}
