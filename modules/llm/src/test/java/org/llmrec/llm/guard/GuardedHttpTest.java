package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Deadline;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.http.OpenAiModel;
import org.llmrec.llm.http.OpenAiOptions;

/** The guard around the real client, against a real server that misbehaves. */
class GuardedHttpTest {
  private static final CompletionRequest QUESTION = CompletionRequest.of("What is it about?", 20);

  private final FakeServer server =
      FakeServer.start().answering(call -> FakeReply.ok("about " + call.question()));
  private final VirtualTicker ticker = new VirtualTicker();

  @AfterEach
  void close() {
    server.close();
  }

  private OpenAiModel client(Duration timeout) {
    return OpenAiModel.open(
        OpenAiOptions.of("m-1", URI.create(server.url()), Optional.empty())
            .timeout(timeout)
            .maxResponseBytes(100_000));
  }

  /** Waits pass at once. */
  private GuardedModel guarded(GuardOptions options) {
    return GuardedModel.around(
        client(Duration.ofSeconds(60)), options, ticker, new SplittableRandom(7));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitsAsTheServerAsksInSecondsAndAsADate(boolean date) throws Exception {
    String wish =
        date
            ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(40).atZone(ZoneOffset.UTC))
            : "40";
    for (int status : new int[] {429, 503}) {
      server.script(FakeReply.status(status, Map.of("Retry-After", wish), ""));
      try (GuardedModel model = guarded(GuardOptions.defaults())) {
        assertEquals("about What is it about?", model.complete(QUESTION).text());
        long seconds = model.counts().waited().toSeconds();
        // A date has whole seconds and lies nearer when it is read; a tenth is added by chance.
        assertTrue(seconds > (date ? 20 : 39) && seconds <= 44, () -> seconds + " s");
      }
    }
  }

  static Stream<FakeReply> passing() {
    return Stream.of(
        FakeReply.status(408),
        FakeReply.status(409),
        FakeReply.status(429),
        FakeReply.status(500),
        FakeReply.status(502),
        FakeReply.status(503),
        FakeReply.garbage(),
        FakeReply.cut("half an answer"),
        FakeReply.close());
  }

  @ParameterizedTest
  @MethodSource("passing")
  void comesThroughWhatPasses(FakeReply reply) throws Exception {
    server.script(reply, reply);
    try (GuardedModel model = guarded(GuardOptions.defaults())) {
      assertEquals("about What is it about?", model.complete(QUESTION).text());
      assertEquals(3, server.callCount());
      assertEquals(2, model.counts().retries());
    }
  }

  @Test
  void comesThroughACallThatHangs() throws Exception {
    server.script(FakeReply.hang());
    try (GuardedModel model =
        GuardedModel.around(
            client(Duration.ofMillis(500)),
            GuardOptions.defaults(),
            ticker,
            new SplittableRandom(7))) {
      assertEquals("about What is it about?", model.complete(QUESTION).text());
      assertEquals(Map.of(Kind.TIMEOUT, 1L), model.counts().failures());
    }
  }

  @Test
  void aCallThatHangsBeyondTheDeadlineEndsWithIt() {
    server.answering(call -> FakeReply.hang());
    try (GuardedModel model = guarded(GuardOptions.defaults())) {
      ModelException e =
          assertThrows(
              ModelException.class,
              () -> model.complete(QUESTION.deadline(Deadline.in(Duration.ofMillis(500)))));
      assertEquals(Kind.DEADLINE, e.kind());
      assertEquals(1, server.callCount());
    }
  }

  static Stream<FakeReply> lasting() {
    return Stream.of(
        FakeReply.status(400),
        FakeReply.status(401),
        FakeReply.status(403),
        FakeReply.status(404),
        FakeReply.status(422),
        FakeReply.status(
            400, Map.of(), FakeReply.error("filtered", "invalid_request_error", "content_filter")),
        FakeReply.status(
            429,
            Map.of("Retry-After", "1"),
            FakeReply.error("empty", "insufficient_quota", "insufficient_quota")),
        FakeReply.huge(1_000_000));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void asksOnceWhereAskingAgainIsNoUse(FakeReply reply) {
    server.answering(call -> reply);
    try (GuardedModel model = guarded(GuardOptions.defaults())) {
      ModelException e =
          assertThrows(ModelException.class, () -> model.complete(QUESTION), reply::toString);
      assertTrue(!e.kind().retriable(), () -> e.kind().name());
      assertEquals(1, server.callCount());
    }
  }

  /** The server goes and comes back on the same port; a patient job is there to see it. */
  @Test
  void aJobOutlastsAnOutage() throws Exception {
    GuardOptions patient =
        new GuardOptions(
            2,
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            0,
            100,
            0,
            0,
            4,
            Duration.ofSeconds(30),
            Duration.ofMinutes(10));
    int port = server.port();
    server.close();
    try (GuardedModel model = guarded(patient)) {
      for (int i = 0; i < 2; i++) {
        assertEquals(
            Kind.CONNECT,
            assertThrows(ModelException.class, () -> model.complete(QUESTION)).kind());
      }
      long before = ticker.nanos();
      try (FakeServer again = FakeServer.start(port)) {
        model.complete(QUESTION);
        assertEquals(1, again.callCount());
        assertTrue(ticker.nanos() - before >= TimeUnit.SECONDS.toNanos(30), "the pause was kept");
      }
    }
  }

  /** 64 callers, a server that fails a third of the time in every way it knows. */
  @Test
  void sixtyFourCallersAllGetTheirOwnAnswer() throws Exception {
    List<FakeReply> failures = passing().toList();
    int seed = 23;
    SplittableRandom random = new SplittableRandom(seed);
    server.answering(
        call -> {
          synchronized (random) {
            return random.nextInt(3) == 0
                ? failures.get(random.nextInt(failures.size()))
                : FakeReply.ok("about " + call.question());
          }
        });
    GuardOptions options =
        new GuardOptions(
            // One in three fails: 25 in a row would be a wonder.
            25,
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofSeconds(1),
            2,
            100,
            0,
            0,
            0,
            Duration.ZERO,
            Duration.ZERO);
    int callers = 64;
    int each = 6;
    try (GuardedModel model = GuardedModel.around(client(Duration.ofSeconds(60)), options)) {
      List<FutureTask<Void>> tasks = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        int number = caller;
        FutureTask<Void> task =
            new FutureTask<>(
                () -> {
                  for (int i = 0; i < each; i++) {
                    String question = "What is film " + number + "." + i + " about?";
                    Completion answer = model.complete(CompletionRequest.of(question, 20));
                    assertEquals("about " + question, answer.text());
                  }
                  return null;
                });
        tasks.add(task);
        Thread.ofVirtual().start(task);
      }
      for (FutureTask<Void> task : tasks) {
        task.get();
      }
      GuardCounts counts = model.counts();
      long failed = counts.failures().values().stream().mapToLong(Long::longValue).sum();
      assertEquals((long) callers * each, counts.calls(), "seed " + seed);
      assertEquals(server.callCount(), counts.attempts(), "every call is counted");
      assertEquals(counts.attempts(), counts.calls() + failed);
      assertEquals(counts.retries(), failed);
      assertTrue(failed > 100, () -> "the server was meant to misbehave: " + counts);
      assertTrue(server.mostAtOnce() <= callers);
    }
  }

  @Test
  void aLimitPerMinuteIsKeptByAllCallersTogether() throws Exception {
    try (GuardedModel model = guarded(GuardOptions.defaults().limits(120, 0))) {
      List<FutureTask<Completion>> tasks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        FutureTask<Completion> task = new FutureTask<>(() -> model.complete(QUESTION));
        tasks.add(task);
        Thread.ofVirtual().start(task);
      }
      for (FutureTask<Completion> task : tasks) {
        task.get();
      }
      // Two are there at the start, and two a second after that.
      long waited = ticker.nanos() - 1_000;
      assertEquals(31_000, TimeUnit.NANOSECONDS.toMillis(waited));
    }
  }
}
