package org.llmrec.enrich.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.check.InvalidPolicy;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.Usage;
import org.llmrec.llm.guard.GuardOptions;
import org.llmrec.llm.price.Budget;

class EnrichmentJobTest {
  private final AnswerStore store = AnswerStores.inMemory();

  private EnrichmentSummary run(Workload workload, LanguageModel model, JobOptions options)
      throws IOException {
    return new EnrichmentJob(workload, store, model, options, Progress.silent()).run();
  }

  private StoredAnswer only() throws IOException {
    try (var rows = store.all()) {
      List<StoredAnswer> all = rows.toList();
      assertEquals(1, all.size());
      return all.get(0);
    }
  }

  @Test
  void asksEveryQuestionOnceAndNeverAgain() throws IOException {
    ScriptedModel model = ScriptedModel.good();
    Workload workload = Films.workload(700, "paraphrase", "rec-paraphrase");
    EnrichmentSummary first = run(workload, model, Films.options());
    assertEquals(1400, first.questions());
    assertEquals(1400, first.ok());
    assertEquals(1400, model.calls.get());
    assertEquals(StopReason.DONE, first.reason());
    assertTrue(first.complete());
    assertEquals(1400, first.spent().calls());
    assertEquals(1400 * 100, first.spent().promptTokens());
    assertEquals(1400 * Films.PRICE.of(100, 20), first.spent().cost(), 1e-9);

    EnrichmentSummary second = run(workload, model, Films.options());
    assertEquals(1400, second.present());
    assertEquals(1400, model.calls.get());
    assertEquals(0, second.spent().calls());
    assertEquals(1400, second.account().calls());
  }

  @Test
  void aChangeOfSomeItemsAsksAboutThemAlone() throws IOException {
    ScriptedModel model = ScriptedModel.good();
    run(Films.workload(1000, "paraphrase"), model, Films.options());
    Workload changed =
        Films.workload(1000, i -> Films.film(i % 100 == 7 ? i + 5000 : i), "paraphrase");
    EnrichmentSummary summary = run(changed, model, Films.options());
    assertEquals(990, summary.present());
    assertEquals(10, summary.ok());
    assertEquals(1010, model.calls.get());
  }

  @Test
  void keepsWhatTheAnswerDependsOn() throws IOException {
    run(Films.workload(1, "paraphrase"), ScriptedModel.good(), Films.options());
    StoredAnswer row = only();
    assertEquals("f0", row.item());
    assertEquals("paraphrase", row.prompt());
    assertEquals(2, row.version());
    assertEquals(ScriptedModel.ID, row.model());
    assertEquals(AnswerStatus.OK, row.status());
    assertEquals("A quiet tale about people who meet at the sea.", row.answer());
    assertEquals("stop", row.finish());
    assertEquals(120, row.promptTokens() + row.completionTokens());
    assertEquals(Films.PRICE.of(100, 20), row.cost(), 1e-12);
  }

  @Test
  void itemsWithTheSameTextShareACall() throws IOException {
    // The text holds no id; so all are the same question, near each other and far apart.
    Workload workload =
        Films.workload(
            1000,
            i -> new Item("f" + i, "Film " + i % 10, "The same.", List.of(), Map.of()),
            "paraphrase");
    ScriptedModel model = ScriptedModel.good();
    EnrichmentSummary summary = run(workload, model, Films.options());
    assertEquals(10, model.calls.get());
    assertEquals(10, summary.ok());
    assertEquals(990, summary.shared());
  }

  @Test
  void importedAnswersAreNotBoughtAgain() throws IOException {
    store.put(imported("f3", "paraphrase")).join();
    Workload workload = Films.workload(5, "paraphrase");
    EnrichmentSummary summary = run(workload, ScriptedModel.good(), Films.options());
    assertEquals(1, summary.present());
    assertEquals(4, summary.ok());
    summary = run(workload, ScriptedModel.good(), Films.options().replaceImported(true));
    assertEquals(4, summary.present());
    assertEquals(1, summary.ok());
  }

  private static StoredAnswer imported(String item, String prompt) {
    return new StoredAnswer(
        AnswerKey.imported(item, prompt),
        item,
        prompt,
        0,
        "elsewhere",
        "",
        AnswerStatus.IMPORTED,
        "A text from elsewhere.",
        "",
        "",
        0,
        0,
        0,
        0,
        "2025-01-01T00:00:00Z",
        List.of(),
        "");
  }

  @Test
  void failuresOfOneItemAreKeptAndAskedAgainByTheNextRun() throws IOException {
    AtomicInteger broken = new AtomicInteger(1);
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              if (broken.get() == 1 && request.messages().get(0).content().contains("Film 3\"")) {
                throw new ModelException(Kind.BAD_REQUEST, "model 'scripted': no");
              }
              return ScriptedModel.GOOD;
            });
    Workload workload = Films.workload(5, "paraphrase");
    EnrichmentSummary summary = run(workload, model, Films.options());
    assertEquals(4, summary.ok());
    assertEquals(1, summary.failed());
    assertEquals(Map.of("bad_request", 1L), summary.failures());
    assertEquals(5, summary.spent().calls());
    assertFalse(summary.complete());
    broken.set(0);
    summary = run(workload, model, Films.options());
    assertEquals(4, summary.present());
    assertEquals(1, summary.ok());
  }

  @Test
  void attemptsAreRepeatedAndEachIsPaid() throws IOException {
    // Per question: a second one may be under way beside the first, and their calls take turns.
    Map<String, Integer> attempts = new ConcurrentHashMap<>();
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              if (attempts.merge(request.messages().get(0).content(), 1, Integer::sum) < 3) {
                throw new ModelException(
                    Kind.TIMEOUT,
                    "model 'scripted': timed out",
                    ModelException.Billed.UNKNOWN,
                    Optional.empty(),
                    Usage.NONE,
                    null);
              }
              return ScriptedModel.GOOD;
            });
    EnrichmentSummary summary =
        run(Films.workload(20, "paraphrase"), model, Films.options().concurrency(1));
    assertEquals(20, summary.ok());
    assertEquals(60, summary.spent().calls());
    assertEquals(40, summary.spent().failed());
    assertEquals(40, summary.failures().get("timeout"));
    assertTrue(summary.spent().cost() > 20 * Films.PRICE.of(100, 20), summary.toString());
  }

  @Test
  void aWrongAnswerIsRepairedOnce() throws IOException {
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              if (request.messages().size() == 1) {
                return "{\"text\": 17}";
              }
              assertEquals(3, request.messages().size());
              return ScriptedModel.GOOD;
            });
    EnrichmentSummary summary = run(Films.workload(1, "paraphrase"), model, Films.options());
    assertEquals(1, summary.ok());
    assertEquals(2, model.calls.get());
    assertEquals(200, only().promptTokens());
    assertEquals(2 * Films.PRICE.of(100, 20), only().cost(), 1e-12);
  }

  @Test
  void anAnswerThatStaysWrongIsDiscardedAndNotBoughtAgain() throws IOException {
    ScriptedModel model = new ScriptedModel((request, call) -> "{\"wrong\": 1}");
    Workload workload = Films.workload(3, "paraphrase");
    EnrichmentSummary summary = run(workload, model, Films.options());
    assertEquals(3, summary.discarded());
    assertEquals(6, model.calls.get());
    assertEquals(3, run(workload, model, Films.options()).present());
    assertEquals(6, model.calls.get());
    summary = run(workload, ScriptedModel.good(), Films.options().retryDiscarded(true));
    assertEquals(3, summary.ok());
  }

  @Test
  void aWrongAnswerWithATextIsUsedIfTheUserWantsThat() throws IOException {
    ScriptedModel model =
        new ScriptedModel((request, call) -> "{\"text\": \"Much too short.\", \"more\": 1}");
    EnrichmentSummary summary =
        run(Films.workload(1, "paraphrase"), model, Films.options().onInvalid(InvalidPolicy.WARN));
    assertEquals(1, summary.warned());
    assertEquals("Much too short.", only().answer());
    assertFalse(only().problem().isEmpty());
  }

  @Test
  void aWrongAnswerStopsTheJobIfTheUserWantsThat() throws IOException {
    ScriptedModel model = new ScriptedModel((request, call) -> "nothing of use {");
    EnrichmentSummary summary =
        run(
            Films.workload(500, "paraphrase"),
            model,
            Films.options().onInvalid(InvalidPolicy.FAIL));
    assertEquals(StopReason.INVALID_ANSWER, summary.reason());
    assertTrue(summary.failed() >= 1 && summary.failed() <= 8, summary.toString());
    assertEquals(500 - summary.failed(), summary.notReached());
    assertTrue(summary.message().contains("paraphrase"), summary.message());
  }

  @Test
  void aRepairThatFailsLeavesTheAnswerThatIsPaidFor() throws IOException {
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              if (request.messages().size() > 1) {
                throw new ModelException(Kind.REFUSED, "model 'scripted': no");
              }
              return "{\"text\": \"Much too short.\", \"more\": 1}";
            });
    EnrichmentSummary summary = run(Films.workload(1, "paraphrase"), model, Films.options());
    assertEquals(1, summary.discarded());
    assertEquals("Much too short.", only().answer());
    assertTrue(only().problem().contains("Not repaired"), only().problem());
  }

  @Test
  void stopsAtExactlySoManyCallsAndGoesOnWithMore() throws IOException {
    ScriptedModel model = ScriptedModel.good();
    Workload workload = Films.workload(100, "paraphrase");
    EnrichmentSummary summary = run(workload, model, Films.options().budget(Films.calls(37)));
    assertEquals(37, model.calls.get());
    assertEquals(37, summary.ok());
    assertEquals(63, summary.notReached());
    assertEquals(StopReason.BUDGET, summary.reason());
    // The account is kept: the same limit is still spent.
    summary = run(workload, model, Films.options().budget(Films.calls(37)));
    assertEquals(37, model.calls.get());
    assertEquals(StopReason.BUDGET, summary.reason());
    store.ledger().renew();
    summary = run(workload, model, Films.options().budget(Films.calls(63)));
    assertEquals(StopReason.DONE, summary.reason());
    assertEquals(63, summary.ok());
  }

  @Test
  void spendsAllOfALimitOnTokensAndNoMore() throws IOException {
    // 120 tokens a call are used, and some more estimated for those of which nothing is known.
    Budget budget =
        new Budget(OptionalDouble.empty(), OptionalLong.of(12_000), OptionalLong.empty());
    EnrichmentSummary summary =
        run(
            Films.workload(1000, "paraphrase"),
            ScriptedModel.good(),
            Films.options().budget(budget));
    assertEquals(StopReason.BUDGET, summary.reason());
    assertTrue(summary.spent().tokens() <= 12_000, summary.toString());
    assertTrue(summary.spent().tokens() > 12_000 - 1_000, summary.toString());
  }

  @Test
  void aCostCanBeLimitedOnlyWhereThePriceIsKnown() {
    Budget budget = new Budget(OptionalDouble.of(5), OptionalLong.empty(), OptionalLong.empty());
    JobOptions options = JobOptions.defaults().budget(budget);
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> run(Films.workload(1, "paraphrase"), ScriptedModel.good(), options));
    assertTrue(e.getMessage().contains("prices.yaml"), e.getMessage());
  }

  @Test
  void aFailureThatAllCallsWouldMeetEndsTheJob() throws IOException {
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              if (call > 10) {
                throw new ModelException(Kind.UNAUTHORISED, "model 'scripted': the key is wrong");
              }
              return ScriptedModel.GOOD;
            });
    EnrichmentSummary summary = run(Films.workload(500, "paraphrase"), model, Films.options());
    assertEquals(StopReason.FAILURE, summary.reason());
    assertTrue(summary.message().contains("the key is wrong"));
    assertEquals(10, summary.ok());
    assertEquals(490, summary.notReached());
    assertTrue(model.calls.get() <= 10 + 8, "calls: " + model.calls);
  }

  @Test
  void stopsWhenAskedAndKeepsWhatIsUnderWay() throws Exception {
    CountDownLatch four = new CountDownLatch(4);
    CountDownLatch go = new CountDownLatch(1);
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              four.countDown();
              go.await();
              return ScriptedModel.GOOD;
            });
    EnrichmentJob job =
        new EnrichmentJob(
            Films.workload(500, "paraphrase"), store, model, Films.options(), Progress.silent());
    CompletableFuture<EnrichmentSummary> running = inBackground(job);
    four.await();
    job.stop();
    go.countDown();
    EnrichmentSummary summary = running.get();
    assertEquals(StopReason.ASKED, summary.reason());
    // Those that were in the account already were made as well.
    assertEquals(model.calls.get(), summary.ok());
    assertEquals(model.calls.get(), summary.spent().calls());
    assertTrue(summary.ok() >= 4 && summary.ok() <= 8, summary.toString());
    assertEquals(500, summary.ok() + summary.notReached());
  }

  @Test
  void aJobThatIsAskedToStopBeforeItRunsAsksNothing() throws IOException {
    ScriptedModel model = ScriptedModel.good();
    EnrichmentJob job =
        new EnrichmentJob(
            Films.workload(5, "paraphrase"), store, model, Films.options(), Progress.silent());
    job.stop();
    assertEquals(5, job.run().notReached());
    assertEquals(0, model.calls.get());
  }

  private static CompletableFuture<EnrichmentSummary> inBackground(EnrichmentJob job) {
    CompletableFuture<EnrichmentSummary> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("job-under-test")
        .start(
            () -> {
              try {
                done.complete(job.run());
              } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  @Test
  void anInterruptStopsItToo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              begun.countDown();
              go.await();
              return ScriptedModel.GOOD;
            });
    CompletableFuture<EnrichmentSummary> done = new CompletableFuture<>();
    AtomicInteger flag = new AtomicInteger();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    EnrichmentSummary summary =
                        run(Films.workload(500, "paraphrase"), model, Films.options());
                    flag.set(Thread.currentThread().isInterrupted() ? 1 : 0);
                    done.complete(summary);
                  } catch (IOException e) {
                    done.completeExceptionally(e);
                  }
                });
    begun.await();
    thread.interrupt();
    go.countDown();
    assertEquals(StopReason.ASKED, done.get().reason());
    assertEquals(1, flag.get());
    assertEquals(model.calls.get(), done.get().ok());
  }

  @Test
  void whoWaitsForTheNextAttemptIsStoppedAtOnce() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              failed.countDown();
              throw new ModelException(
                  Kind.RATE_LIMITED,
                  "model 'scripted': too many",
                  ModelException.Billed.NO,
                  Optional.of(Duration.ofHours(1)),
                  Usage.NONE,
                  null);
            });
    EnrichmentJob job =
        new EnrichmentJob(
            Films.workload(500, "paraphrase"),
            store,
            model,
            Films.options()
                .guard(
                    new GuardOptions(
                        5,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofHours(2),
                        1000,
                        1000,
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ZERO))
                .deadline(Duration.ofHours(3)),
            Progress.silent());
    CompletableFuture<EnrichmentSummary> running = inBackground(job);
    failed.await();
    job.stop();
    // Or this test takes an hour.
    assertEquals(500, running.get().notReached());
  }

  @Test
  void neverMoreCallsAtOnceThanAllowed() throws IOException {
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              Thread.sleep(1);
              return ScriptedModel.GOOD;
            });
    run(Films.workload(300, "paraphrase"), model, Films.options().concurrency(7));
    assertTrue(model.mostAtOnce.get() <= 7, "at once: " + model.mostAtOnce);
  }

  @Test
  void noMoreIsSentThanCanBeLost() throws Exception {
    // Nothing gets to the disk until 8 answers wait for it: with 4 at once, no ninth may be sent.
    ScriptedModel model = ScriptedModel.good();
    SlowDisk slow = new SlowDisk(store, 8);
    EnrichmentJob job =
        new EnrichmentJob(
            Films.workload(100, "paraphrase"), slow, model, Films.options(), Progress.silent());
    CompletableFuture<EnrichmentSummary> running = inBackground(job);
    slow.full.await();
    assertEquals(8, model.calls.get());
    slow.release();
    assertEquals(100, running.get().ok());
  }

  @Test
  void aStoreThatCannotWriteEndsTheJob() {
    AnswerStore full =
        new ForwardingStore(store) {
          @Override
          public CompletableFuture<Void> put(StoredAnswer answer) {
            return CompletableFuture.failedFuture(new IOException("no space left on the disk"));
          }
        };
    ScriptedModel model = ScriptedModel.good();
    EnrichmentJob job =
        new EnrichmentJob(
            Films.workload(500, "paraphrase"), full, model, Films.options(), Progress.silent());
    IOException e = assertThrows(IOException.class, job::run);
    assertTrue(e.getMessage().contains("no space left"), e.getMessage());
    assertTrue(model.calls.get() <= 8 + 8, "calls: " + model.calls);
  }

  @Test
  void aModelThatBreaksEndsTheJobWithItsOwnException() {
    ScriptedModel model =
        new ScriptedModel(
            (request, call) -> {
              throw new IllegalStateException("a bug");
            });
    assertThrows(
        IllegalStateException.class,
        () -> run(Films.workload(500, "paraphrase"), model, Films.options()));
  }
}
