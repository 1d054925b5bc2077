package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;

/** Scores of given answers by what a server shows of its first token. */
class ScoreTest {
  private final Asking asking = new Asking();

  @AfterEach
  void close() {
    asking.close();
  }

  private Scores score(Map<String, Double> top, String... answers) throws Exception {
    asking.server.script(FakeReply.ok("x").top(top));
    try (OpenAiModel model = asking.open()) {
      return model.score(
          new ScoreRequest(
              List.of(Message.user(Asking.QUESTION)), List.of(answers), Deadline.none()));
    }
  }

  private static void assertScores(Scores scores, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      OptionalDouble found = scores.logProbabilities().get(i);
      assertEquals(Double.isNaN(expected[i]), found.isEmpty(), "answer " + i);
      if (found.isPresent()) {
        assertEquals(expected[i], found.getAsDouble(), 1e-12, "answer " + i);
      }
    }
    assertEquals(expected.length, scores.logProbabilities().size());
  }

  @Test
  void asksForOneTokenAndItsAlternatives() throws Exception {
    Scores scores = score(Map.of("yes", -0.5, "no", -1.5), "no", "yes");
    assertScores(scores, -1.5, -0.5);
    assertEquals(Scores.Kind.FIRST_TOKEN, scores.kind());
    assertEquals(FakeServer.MODEL, scores.model());
    var body = asking.server.calls().getLast().body();
    assertEquals(1, body.path("max_tokens").asInt());
    assertEquals(20, body.path("top_logprobs").asInt());
    assertEquals(1, body.path("temperature").asInt());
    assertTrue(body.path("logprobs").asBoolean());
  }

  @Test
  void addsUpTokensThatDifferByBlanksOnly() throws Exception {
    // 0.25 + 0.125 = 0.375
    assertScores(
        score(Map.of("A", Math.log(0.25), " A", Math.log(0.125), "\nB", Math.log(0.5)), "A", "B"),
        Math.log(0.375),
        Math.log(0.5));
  }

  @Test
  void anAnswerIsKnownByItsBeginningAndTheLongestCounts() throws Exception {
    assertScores(
        score(Map.of("Sci", -2.0, "S", -0.1, "Dra", -1.0, "a", -0.2), "Science", "Drama", "Absurd"),
        -2.0,
        -1.0,
        Double.NaN);
  }

  @Test
  void aTokenOfTwoAnswersTellsNothingWhereThereAreOthers() throws Exception {
    assertScores(
        score(Map.of("Com", -0.1, "Comedy", -2.0, "Drama", -3.0), "Comedy", "Comics", "Drama"),
        -2.0,
        Double.NaN,
        -3.0);
  }

  @Test
  void twoAnswersWithTheSameFirstTokenAreAnError() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> score(Map.of("Com", -0.1, "Drama", -3.0), "Comedy", "Comics", "Drama"));
    assertTrue(e.getMessage().contains("\"Comedy\" and \"Comics\""), e.getMessage());
  }

  @Test
  void anAnswerThatBeginsWithAnotherIsAnErrorBeforeTheCall() {
    for (String[] answers : List.of(new String[] {"1", "10"}, new String[] {"no", " no"})) {
      assertThrows(ConfigException.class, () -> score(Map.of("1", -0.1), answers));
    }
    assertEquals(0, asking.server.callCount());
  }

  @Test
  void noneOfTheAnswersIsAFailureThatWasPaidFor() {
    ModelException e =
        assertThrows(ModelException.class, () -> score(Map.of("Well", -0.1), "yes", "no"));
    assertEquals(ModelException.Kind.BAD_REQUEST, e.kind());
    assertEquals(ModelException.Billed.YES, e.billed());
    assertTrue(e.usage().promptTokens() > 0);
  }

  @Test
  void aServerWithoutLogProbabilitiesSaysSo() {
    ModelException e = assertThrows(ModelException.class, () -> score(Map.of(), "yes", "no"));
    assertEquals(ModelException.Kind.BAD_REQUEST, e.kind());
    assertTrue(e.getMessage().contains("llm.capabilities"), e.getMessage());
  }

  @Test
  void aScoreIsNeverAboveZero() throws Exception {
    assertScores(score(Map.of("yes", -1e-17, " yes", -40.0, "no", 0.01), "yes", "no"), 0, 0);
  }
}
