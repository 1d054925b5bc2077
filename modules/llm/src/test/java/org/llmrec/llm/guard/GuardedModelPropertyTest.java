package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;

/** Whatever a server does, in whatever order, some things never happen. */
class GuardedModelPropertyTest {
  /** When an attempt began, and how it failed. */
  private record Attempted(long at, Optional<Kind> failure) {}

  private final List<Attempted> attempts = new ArrayList<>();

  @Test
  void whateverHappensTheRulesHold() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      run(seed);
    }
  }

  private void run(int seed) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    VirtualTicker ticker = new VirtualTicker();
    GuardOptions options =
        new GuardOptions(
            1 + random.nextInt(6),
            Duration.ofMillis(random.nextInt(2_000)),
            Duration.ofSeconds(random.nextInt(40)),
            Duration.ofSeconds(random.nextInt(60)),
            random.nextDouble() / 2,
            random.nextInt(10),
            random.nextBoolean() ? 0 : 1 + random.nextInt(600),
            random.nextBoolean() ? 0 : 1 + random.nextInt(20_000),
            random.nextInt(8),
            Duration.ofSeconds(random.nextInt(20)),
            Duration.ofSeconds(random.nextInt(100)));
    double failing = random.nextDouble();
    ScriptedModel model =
        new ScriptedModel(
            (call, messages) -> {
              long at = ticker.nanos();
              ticker.advance(Duration.ofMillis(random.nextInt(3_000)).toNanos());
              if (random.nextDouble() >= failing) {
                attempts.add(new Attempted(at, Optional.empty()));
                return "fine";
              }
              ModelException e = anyFailure(random);
              attempts.add(new Attempted(at, Optional.of(e.kind())));
              throw e;
            });
    GuardedModel guarded = GuardedModel.around(model, options, ticker, random.split());
    long retries = 0;
    String what = "seed " + seed + " with " + options;
    for (int calls = 1; calls <= 60; calls++) {
      attempts.clear();
      boolean bounded = random.nextInt(4) > 0;
      Duration allowed = Duration.ofSeconds(bounded ? 1 + random.nextInt(120) : 1_000_000);
      long end = ticker.nanos() + allowed.toNanos();
      ModelException thrown = null;
      try {
        guarded.complete(
            CompletionRequest.of("What is it about?", 1 + random.nextInt(100))
                .deadline(bounded ? Deadline.in(allowed) : Deadline.none()));
      } catch (ModelException e) {
        thrown = e;
      }
      check(what + ", call " + calls, options, thrown, end);
      retries += Math.max(0, attempts.size() - 1);
      assertTrue(retries <= options.retryFloor() + options.retryShare() * calls, what);
      GuardCounts counts = guarded.counts();
      assertEquals(calls, counts.calls(), what);
      assertEquals(retries, counts.retries(), what);
      assertEquals(model.calls(), counts.attempts(), what);
    }
  }

  private void check(String what, GuardOptions options, ModelException thrown, long end) {
    assertTrue(attempts.size() <= options.attempts(), what);
    for (int i = 0; i < attempts.size(); i++) {
      Attempted attempt = attempts.get(i);
      assertTrue(attempt.at() < end, () -> what + ": begun after the deadline");
      boolean last = i == attempts.size() - 1;
      assertTrue(last || attempt.failure().orElseThrow().retriable(), () -> what + ": " + attempts);
    }
    if (thrown == null) {
      assertTrue(attempts.getLast().failure().isEmpty(), what);
    } else if (attempts.isEmpty()) {
      assertEquals(Billed.NO, thrown.billed(), what);
      assertTrue(
          thrown.kind() == Kind.DEADLINE || thrown.kind() == Kind.CIRCUIT_OPEN,
          () -> what + ": " + thrown.getMessage());
    } else {
      String last = attempts.getLast().failure().orElseThrow().name();
      assertTrue(
          thrown.kind().name().equals(last) || thrown.getMessage().contains(last),
          thrown.getMessage());
    }
  }

  private static ModelException anyFailure(SplittableRandom random) {
    // The retriable ones more often, or calls would seldom get far.
    List<Kind> kinds =
        Arrays.stream(Kind.values())
            .filter(random.nextInt(3) == 0 ? kind -> true : Kind::retriable)
            .toList();
    Kind kind = kinds.get(random.nextInt(kinds.size()));
    return new ModelException(
        kind,
        "scripted-1: " + kind,
        List.of(Billed.values()).get(random.nextInt(3)),
        random.nextInt(3) == 0
            ? Optional.of(Duration.ofSeconds(random.nextInt(90)))
            : Optional.empty(),
        new Usage(random.nextInt(30), random.nextInt(30), true),
        null);
  }
}
