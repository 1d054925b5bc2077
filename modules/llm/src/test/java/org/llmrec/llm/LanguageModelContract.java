package org.llmrec.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.json.Json;

/**
 * What every language model has to do, whatever is behind it. A test class of each implementation
 * extends this one. What cannot be told or done with an implementation it says by an empty hook;
 * none of them is empty by default but {@link #expectedText} and {@link #hanging}.
 */
public abstract class LanguageModelContract {

  /** A model that does not answer, and what tells that it was asked. */
  public record Hanging(LanguageModel model, CountDownLatch asked) {}

  /** A model that answers every request of this class; each test opens and closes its own. */
  protected abstract LanguageModel open() throws Exception;

  /** The capabilities it should declare. */
  protected abstract Set<Capability> expected();

  /** Calls that have reached whatever is behind all models opened so far; empty if nobody knows. */
  protected abstract OptionalLong calls();

  /** What the model answers to a request, where that is certain. */
  protected Optional<String> expectedText(CompletionRequest request) {
    return Optional.empty();
  }

  /** A model whose next call hangs for longer than any test takes, where there can be one. */
  protected Optional<Hanging> hanging() throws Exception {
    return Optional.empty();
  }

  /** Questions in plain text, all different. */
  protected List<CompletionRequest> requests() {
    return IntStream.range(0, 8)
        .mapToObj(
            i -> CompletionRequest.of("Say one word about film number " + i + " of a list.", 16))
        .toList();
  }

  /** A question whose answer is an object with one text, "word". */
  protected CompletionRequest schemaRequest() {
    return CompletionRequest.of(
            "Describe the film Alien in one word, as JSON: {\"word\": \"...\"}", 64)
        .schema(
            new JsonSchema(
                "one_word",
                """
                {"type": "object", "properties": {"word": {"type": "string"}},
                 "required": ["word"], "additionalProperties": false}
                """));
  }

  /** A question with two answers. */
  protected ScoreRequest scoreRequest() {
    return new ScoreRequest(
        List.of(Message.user("Is Alien a film? Answer yes or no.")),
        List.of("yes", "no"),
        Deadline.none());
  }

  @Test
  final void declaresWhatIsExpected() throws Exception {
    try (LanguageModel model = open()) {
      assertEquals(expected(), model.info().capabilities());
      assertEquals(model.info().can(Capability.BATCH), model.batch().isPresent());
    }
  }

  @Test
  final void completesWithEverythingThatAnAnswerHas() throws Exception {
    try (LanguageModel model = open()) {
      CompletionRequest request = requests().get(0);
      Completion answer = model.complete(request);
      assertWhole(answer);
      expectedText(request).ifPresent(text -> assertEquals(text, answer.text()));
    }
  }

  @Test
  final void manyMayAskAtOnceAndEachGetsItsOwnAnswer() throws Exception {
    try (LanguageModel model = open()) {
      List<Future<Completion>> answers = new ArrayList<>();
      for (CompletionRequest request : requests()) {
        answers.add(inThread(model, request));
      }
      for (int i = 0; i < answers.size(); i++) {
        Completion answer = answers.get(i).get();
        assertWhole(answer);
        expectedText(requests().get(i)).ifPresent(text -> assertEquals(text, answer.text()));
      }
    }
  }

  @Test
  final void closesTwice() throws Exception {
    LanguageModel model = open();
    model.close();
    model.close();
  }

  @Test
  final void aSchemaGivesJsonWhereThatIsDeclared() throws Exception {
    assumeTrue(expected().contains(Capability.JSON_SCHEMA));
    try (LanguageModel model = open()) {
      Completion answer = model.complete(schemaRequest());
      JsonNode tree = Json.mapper().readTree(answer.text());
      assertTrue(tree.path("word").isTextual(), answer::text);
      assertEquals(1, tree.size(), answer::text);
    }
  }

  @Test
  final void aSchemaIsAnErrorWhereThatIsNotDeclared() throws Exception {
    assumeFalse(expected().contains(Capability.JSON_SCHEMA));
    assertRefusedUnasked(model -> model.complete(schemaRequest()));
  }

  @Test
  final void aSeedIsAnErrorWhereThatIsNotDeclared() throws Exception {
    assumeFalse(expected().contains(Capability.SEED));
    CompletionRequest request =
        requests().get(0).sampling(new Sampling(0.5, 1, 16, OptionalLong.of(7), List.of()));
    assertRefusedUnasked(model -> model.complete(request));
  }

  @Test
  final void scoresAnswersWhereThatIsDeclared() throws Exception {
    boolean whole = expected().contains(Capability.ANSWER_SCORES);
    assumeTrue(whole || expected().contains(Capability.FIRST_TOKEN_SCORES));
    try (LanguageModel model = open()) {
      Scores scores = model.score(scoreRequest());
      assertEquals(scoreRequest().answers().size(), scores.logProbabilities().size());
      assertTrue(scores.logProbabilities().stream().anyMatch(OptionalDouble::isPresent));
      for (OptionalDouble score : scores.logProbabilities()) {
        assertTrue(score.orElse(0) <= 0, () -> scores.toString());
      }
      assertEquals(whole ? Scores.Kind.ANSWER : Scores.Kind.FIRST_TOKEN, scores.kind());
    }
  }

  @Test
  final void scoresAreAnErrorWhereTheyAreNotDeclared() throws Exception {
    assumeFalse(
        expected().contains(Capability.ANSWER_SCORES)
            || expected().contains(Capability.FIRST_TOKEN_SCORES));
    assertRefusedUnasked(model -> model.score(scoreRequest()));
  }

  @Test
  final void aDeadlineThatHasPassedEndsItWithoutACall() throws Exception {
    try (LanguageModel model = open()) {
      OptionalLong before = calls();
      CompletionRequest late = requests().get(0).deadline(Deadline.in(Duration.ZERO));
      ModelException e = assertThrows(ModelException.class, () -> model.complete(late));
      assertEquals(ModelException.Kind.DEADLINE, e.kind());
      assertEquals(ModelException.Billed.NO, e.billed());
      assertEquals(before, calls());
    }
  }

  @Test
  final void aDeadlineThatPassesWhileWaitingEndsTheCall() throws Exception {
    Hanging hanging = hanging().orElse(null);
    assumeTrue(hanging != null);
    try (LanguageModel model = hanging.model()) {
      CompletionRequest request = requests().get(0).deadline(Deadline.in(Duration.ofMillis(300)));
      ModelException e = assertThrows(ModelException.class, () -> model.complete(request));
      assertEquals(ModelException.Kind.DEADLINE, e.kind());
      // It may be answered after all, with nobody there to see it.
      assertEquals(ModelException.Billed.UNKNOWN, e.billed());
    }
  }

  @Test
  final void aThreadThatWasAskedToStopAsksNothing() throws Exception {
    try (LanguageModel model = open()) {
      OptionalLong before = calls();
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> model.complete(requests().get(0)));
      assertFalse(Thread.interrupted(), "thrown and still set");
      assertEquals(before, calls());
    }
  }

  @Test
  final void anInterruptEndsTheWait() throws Exception {
    Hanging hanging = hanging().orElse(null);
    assumeTrue(hanging != null);
    try (LanguageModel model = hanging.model()) {
      FutureTask<Exception> thrown =
          new FutureTask<>(
              () -> assertThrows(Exception.class, () -> model.complete(requests().get(0))));
      Thread thread = Thread.ofVirtual().start(thrown);
      hanging.asked().await();
      thread.interrupt();
      assertInstanceOf(InterruptedException.class, thrown.get());
    }
  }

  private interface Call {
    Object on(LanguageModel model) throws InterruptedException;
  }

  private void assertRefusedUnasked(Call call) throws Exception {
    try (LanguageModel model = open()) {
      OptionalLong before = calls();
      ConfigException e = assertThrows(ConfigException.class, () -> call.on(model));
      assertTrue(e.getMessage().contains(model.info().id()), e.getMessage());
      assertEquals(before, calls());
    }
  }

  private static Future<Completion> inThread(LanguageModel model, CompletionRequest request) {
    FutureTask<Completion> task = new FutureTask<>(() -> model.complete(request));
    Thread.ofVirtual().start(task);
    return task;
  }

  private static void assertWhole(Completion answer) {
    assertFalse(answer.text().isBlank());
    assertTrue(
        answer.finish() == FinishReason.STOP || answer.finish() == FinishReason.LENGTH,
        () -> answer.finish().name());
    assertTrue(answer.usage().promptTokens() > 0, () -> answer.usage().toString());
    assertTrue(answer.usage().completionTokens() > 0, () -> answer.usage().toString());
    assertFalse(answer.time().isNegative());
    assertFalse(answer.model().isBlank());
  }
}
