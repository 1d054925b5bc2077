package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;

class GuardedModelTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Without jitter: the first delay is zero, so waits are those that the server asks for. */
  private static final GuardOptions OPTIONS =
      new GuardOptions(
          3,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMinutes(2),
          0,
          100,
          0,
          0,
          0,
          Duration.ofSeconds(30),
          Duration.ZERO);

  private static final CompletionRequest QUESTION = CompletionRequest.of("What is it about?", 20);
  private final VirtualTicker ticker = new VirtualTicker();

  private GuardedModel guarded(ScriptedModel model, GuardOptions options) {
    return GuardedModel.around(model, options, ticker, new SplittableRandom(3));
  }

  private static ModelException failure(Kind kind) {
    return new ModelException(kind, "scripted-1: failed with " + kind);
  }

  private static ModelException failure(Kind kind, Duration retryAfter) {
    return new ModelException(
        kind, "scripted-1: " + kind, Billed.NO, Optional.of(retryAfter), Usage.NONE, null);
  }

  /** Fails so often, then answers. */
  private static ScriptedModel failing(long times, ModelException failure) {
    return new ScriptedModel(
        (call, messages) -> {
          if (call <= times) {
            throw failure;
          }
          return "fine";
        });
  }

  private static ModelException thrown(GuardedModel guarded) {
    return thrown(guarded, QUESTION);
  }

  private static ModelException thrown(GuardedModel guarded, CompletionRequest question) {
    return assertThrows(ModelException.class, () -> guarded.complete(question));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void triesAgainExactlyWhatMayGetBetter(Kind kind) throws Exception {
    ScriptedModel model = failing(2, failure(kind));
    GuardedModel guarded = guarded(model, OPTIONS);
    if (kind.retriable()) {
      assertEquals("fine", guarded.complete(QUESTION).text());
      assertEquals(3, model.calls());
      assertEquals(new GuardCounts(1, 3, 2, Duration.ZERO, Map.of(kind, 2L)), guarded.counts());
    } else {
      assertEquals(kind, thrown(guarded).kind());
      assertEquals(1, model.calls());
    }
  }

  @Test
  void neverTriesAgainWhatTheHousesRulesForbid() {
    for (Kind kind :
        List.of(
            Kind.BAD_REQUEST,
            Kind.UNAUTHORISED,
            Kind.FORBIDDEN,
            Kind.NOT_FOUND,
            Kind.REFUSED,
            Kind.QUOTA)) {
      ScriptedModel model = failing(1, failure(kind));
      assertSame(kind, thrown(guarded(model, OPTIONS)).kind());
      assertEquals(1, model.calls(), kind.name());
    }
  }

  @Test
  void theLastFailureStandsWhenNoAttemptIsLeft() {
    ScriptedModel model =
        failing(
            9,
            new ModelException(
                Kind.TIMEOUT,
                "scripted-1: no answer",
                Billed.UNKNOWN,
                Optional.empty(),
                new Usage(7, 2, true),
                null));
    ModelException e = thrown(guarded(model, OPTIONS));
    assertEquals(Kind.TIMEOUT, e.kind());
    assertEquals(3, model.calls());
    assertEquals(Billed.UNKNOWN, e.billed());
    assertEquals(new Usage(21, 6, true), e.usage(), "of all three");
    assertTrue(
        e.getMessage().contains("[TIMEOUT, TIMEOUT, TIMEOUT]")
            && e.getMessage().contains("scripted-1: no answer"),
        e.getMessage());
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    GuardedModel guarded =
        guarded(failing(1, failure(Kind.RATE_LIMITED, Duration.ofSeconds(40))), OPTIONS);
    guarded.complete(QUESTION);
    long waited = guarded.counts().waited().toNanos();
    assertTrue(waited >= 40 * SECOND && waited <= 44 * SECOND, () -> waited + " ns");
  }

  @Test
  void aPauseIsKeptByEverybody() throws Exception {
    ScriptedModel model = failing(1, failure(Kind.RATE_LIMITED, Duration.ofSeconds(40)));
    GuardedModel guarded = guarded(model, OPTIONS.attempts(1));
    assertEquals(Kind.RATE_LIMITED, thrown(guarded).kind());
    assertEquals(List.of(), ticker.sleeps());
    // Not the call that was told, another one.
    guarded.complete(QUESTION);
    long slept = ticker.sleeps().get(0);
    assertTrue(slept >= 40 * SECOND && slept <= 44 * SECOND, () -> slept + " ns");
  }

  @Test
  void aLongerPauseThanAllowedEndsTheCallAndThoseAfterIt() throws Exception {
    ScriptedModel model = failing(1, failure(Kind.RATE_LIMITED, Duration.ofMinutes(5)));
    GuardedModel guarded = guarded(model, OPTIONS);
    ModelException first = thrown(guarded);
    assertEquals(Kind.RATE_LIMITED, first.kind());
    assertTrue(first.getMessage().contains("300 s"), first.getMessage());
    assertEquals(Optional.of(Duration.ofMinutes(5)), first.retryAfter());
    assertEquals(Kind.CIRCUIT_OPEN, thrown(guarded).kind());
    assertEquals(1, model.calls(), "the second one was not sent");
    ticker.advance(Duration.ofMinutes(4).toNanos());
    assertEquals("fine", guarded.complete(QUESTION).text(), "a minute is waited");
  }

  @Test
  void aWishForLongerThanTheDeadlineEndsTheCall() {
    ScriptedModel model = failing(1, failure(Kind.SERVER, Duration.ofSeconds(40)));
    ModelException e =
        thrown(guarded(model, OPTIONS), QUESTION.deadline(Deadline.in(Duration.ofSeconds(40))));
    assertEquals(Kind.DEADLINE, e.kind());
    assertEquals(List.of(), ticker.sleeps(), "no use in waiting");
    assertTrue(e.getMessage().contains("SERVER"), e.getMessage());
    assertEquals(1, model.calls());
  }

  @Test
  void theJobsRetriesAreCountedOverAllCalls() throws Exception {
    ScriptedModel model = failing(Long.MAX_VALUE, failure(Kind.SERVER));
    GuardedModel guarded = guarded(model, retries(2));
    assertEquals(Kind.SERVER, thrown(guarded).kind());
    ModelException e = thrown(guarded);
    assertEquals(Kind.RETRIES_SPENT, e.kind());
    assertTrue(e.getMessage().contains("SERVER"), e.getMessage());
    assertEquals(4, model.calls());
  }

  /** Eight callers in flight are told the same: one event, one retry of the job's. */
  @Test
  void callersInTheSamePauseShareOneRetry() throws Exception {
    int callers = 8;
    CyclicBarrier failing = new CyclicBarrier(callers);
    CyclicBarrier waiting = new CyclicBarrier(callers);
    ScriptedModel model =
        new ScriptedModel(
            (call, messages) -> {
              if (call <= callers) {
                await(failing);
                throw failure(Kind.RATE_LIMITED, Duration.ofSeconds(5));
              }
              return "fine";
            });
    Ticker together =
        new Ticker() {
          @Override
          public long nanos() {
            return ticker.nanos();
          }

          @Override
          public void sleep(long nanos) throws InterruptedException {
            await(waiting);
            ticker.sleep(nanos);
          }
        };
    GuardedModel guarded =
        GuardedModel.around(model, retries(1), together, new SplittableRandom(3));
    List<FutureTask<String>> tasks = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      FutureTask<String> task = new FutureTask<>(() -> guarded.complete(QUESTION).text());
      tasks.add(task);
      Thread.ofVirtual().start(task);
    }
    for (FutureTask<String> task : tasks) {
      assertEquals("fine", task.get());
    }
    assertEquals(callers, guarded.counts().retries());
  }

  @Test
  void anInterruptEndsAWait() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    Ticker real =
        new Ticker() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void sleep(long nanos) throws InterruptedException {
            waiting.countDown();
            Ticker.system().sleep(nanos);
          }
        };
    GuardedModel guarded =
        GuardedModel.around(
            failing(1, failure(Kind.RATE_LIMITED, Duration.ofMinutes(1))),
            OPTIONS,
            real,
            new SplittableRandom(3));
    FutureTask<Exception> thrown =
        new FutureTask<>(() -> assertThrows(Exception.class, () -> guarded.complete(QUESTION)));
    Thread thread = Thread.ofVirtual().start(thrown);
    waiting.await();
    thread.interrupt();
    assertInstanceOf(InterruptedException.class, thrown.get());
  }

  private static void await(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await();
    } catch (BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anOpenCircuitFailsAtOnceWithoutPatience() throws Exception {
    ScriptedModel model = failing(3, failure(Kind.CONNECT));
    GuardedModel guarded = guarded(model, breaking(Duration.ZERO));
    assertEquals(Kind.CONNECT, thrown(guarded).kind());
    ModelException e = thrown(guarded);
    assertEquals(Kind.CIRCUIT_OPEN, e.kind());
    assertEquals(Billed.NO, e.billed());
    assertEquals(3, model.calls());
    ticker.advance(30 * SECOND);
    assertEquals("fine", guarded.complete(QUESTION).text());
    assertEquals("fine", guarded.complete(QUESTION).text());
  }

  @Test
  void aPatientJobWaitsThePauseOut() throws Exception {
    ScriptedModel model = failing(4, failure(Kind.CONNECT));
    GuardedModel guarded = guarded(model, breaking(Duration.ofMinutes(2)));
    assertEquals(Kind.CONNECT, thrown(guarded).kind());
    // One trial fails, the second one is answered.
    assertEquals("fine", guarded.complete(QUESTION).text());
    assertEquals(5, model.calls());
    assertEquals(Duration.ofSeconds(60), guarded.counts().waited());
  }

  @Test
  void patienceEndsAsLongAfterTheOpeningAsSaid() throws Exception {
    ScriptedModel model = failing(Long.MAX_VALUE, failure(Kind.CONNECT));
    GuardedModel guarded = guarded(model, breaking(Duration.ofSeconds(70)));
    assertEquals(Kind.CONNECT, thrown(guarded).kind());
    ModelException e = thrown(guarded);
    assertEquals(Kind.CIRCUIT_OPEN, e.kind());
    // Trials after 30 and 60 seconds; the third would come after 90.
    assertEquals(5, model.calls());
    assertEquals(Duration.ofSeconds(70), guarded.counts().waited());
    assertTrue(e.getMessage().contains("[CONNECT, CONNECT]"), e.getMessage());
  }

  @Test
  void limitsCountEveryAttempt() throws Exception {
    ScriptedModel model = failing(2, failure(Kind.SERVER));
    GuardedModel guarded = guarded(model, OPTIONS.limits(60, 0));
    guarded.complete(QUESTION);
    guarded.complete(QUESTION);
    assertEquals(List.of(SECOND, SECOND, SECOND), ticker.sleeps());
  }

  @Test
  void tokensAreTakenByEstimateAndSettledByUse() throws Exception {
    // 17 bytes are 5 tokens, 4 around the message, 20 allowed for the answer: 29 are taken, the
    // bucket holds 29, and 9 + 1 ("fine") are used.
    GuardedModel guarded = guarded(new ScriptedModel((c, m) -> "fine"), OPTIONS.limits(0, 29 * 60));
    guarded.complete(QUESTION);
    guarded.complete(QUESTION);
    assertEquals(10, ticker.sleeps().get(0) * 29 / (double) SECOND, 0.001);
  }

  @Test
  void aFailureThatCostsNothingGivesItsTokensBack() throws Exception {
    GuardedModel guarded = guarded(failing(1, failure(Kind.SERVER)), OPTIONS.limits(0, 29 * 60));
    guarded.complete(QUESTION);
    assertEquals(List.of(), ticker.sleeps());
  }

  @Test
  void aFailureThatMayCostKeepsThem() throws Exception {
    ModelException timeout =
        new ModelException(
            Kind.TIMEOUT, "scripted-1: -", Billed.UNKNOWN, Optional.empty(), Usage.NONE, null);
    GuardedModel guarded = guarded(failing(1, timeout), OPTIONS.limits(0, 29 * 60));
    guarded.complete(QUESTION);
    assertEquals(List.of(SECOND), ticker.sleeps());
  }

  @Test
  void aCallOfMoreThanAMinutesTokensIsMade() throws Exception {
    GuardedModel guarded = guarded(new ScriptedModel(), OPTIONS.limits(0, 10));
    guarded.complete(QUESTION);
    // 9 and 6 used of a bucket of 1, so 14 are owed and 1 is wanted, at 6 seconds each.
    guarded.complete(QUESTION);
    assertEquals(15 * 6, ticker.sleeps().get(0) / (double) SECOND, 0.001);
  }

  @Test
  void aMistakeOfTheCallerPassesThroughUncounted() throws Exception {
    ScriptedModel model =
        new ScriptedModel(
            (call, messages) -> {
              throw new ConfigException(OptionCode.NAME_UNKNOWN, "no such thing");
            });
    GuardedModel guarded = guarded(model, breaking(Duration.ZERO));
    for (int i = 0; i < 5; i++) {
      assertThrows(ConfigException.class, () -> guarded.complete(QUESTION));
    }
    assertEquals(5, model.calls());
    assertEquals(Map.of(), guarded.counts().failures());
  }

  @Test
  void scoresAreGuardedTheSameWay() throws Exception {
    ScriptedModel model = failing(2, failure(Kind.SERVER));
    GuardedModel guarded = guarded(model, OPTIONS);
    ScoreRequest request =
        new ScoreRequest(List.of(Message.user("Is it?")), List.of("yes", "no"), Deadline.none());
    assertEquals(2, guarded.score(request).logProbabilities().size());
    assertEquals(3, model.calls());
  }

  @Test
  void waitsThatNoClockCanTellAreRefused() {
    Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
    assertThrows(ConfigException.class, () -> OPTIONS.breakerPatience(forever));
    assertThrows(ConfigException.class, () -> OPTIONS.attempts(0));
  }

  @Test
  void closingClosesTheModel() {
    ScriptedModel model = new ScriptedModel();
    guarded(model, OPTIONS).close();
    assertEquals(1, model.closed());
  }

  private static GuardOptions retries(int floor) {
    return new GuardOptions(
        3, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), 0, floor, 0, 0, 0, Duration.ZERO);
  }

  private static GuardOptions breaking(Duration patience) {
    return new GuardOptions(
        3,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMinutes(2),
        0,
        100,
        0,
        0,
        3,
        Duration.ofSeconds(30),
        patience);
  }
}
