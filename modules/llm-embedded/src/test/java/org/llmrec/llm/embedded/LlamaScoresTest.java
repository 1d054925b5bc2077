package org.llmrec.llm.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LlamaServer;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.SmallModel;
import org.llmrec.llm.embedded.internal.child.RecomputingEngine;
import org.llmrec.llm.embedded.internal.process.EngineCommand;
import org.llmrec.llm.http.OpenAiModel;
import org.llmrec.llm.http.OpenAiOptions;

/** Log-probabilities of a real model, checked by other routes. */
@Tag("full")
class LlamaScoresTest {
  private static final List<Message> CAPITAL =
      List.of(
          Message.system("You are a helpful assistant."),
          Message.user("What is the capital of France? Answer with the name of the city."));

  private static EmbeddedOptions options() {
    return EmbeddedOptions.of(SmallModel.gguf()).threads(2).context(512);
  }

  private static List<Double> values(Scores scores) {
    return scores.logProbabilities().stream().map(OptionalDouble::orElseThrow).toList();
  }

  @Test
  void scoresAreThoseOfEvaluatingEveryStepAnew() throws InterruptedException {
    List<String> answers =
        List.of(
            "Paris",
            "Paris is the capital of France.",
            "Paris is big",
            "London",
            "The capital of France is Paris.",
            "Pa",
            "42 \u00fcber 😀");
    List<Double> ours = scores(EngineCommand.LLAMA, answers);
    List<Double> oneByOne = scores(new EngineCommand(RecomputingEngine.OneByOne.class), answers);
    List<Double> together = scores(new EngineCommand(RecomputingEngine.Together.class), answers);
    for (int i = 0; i < answers.size(); i++) {
      assertEquals(oneByOne.get(i), ours.get(i), 1e-9, answers.get(i));
      // Tokens evaluated at once go through other arithmetic of the quantised weights.
      assertEquals(
          together.get(i), ours.get(i), 0.05 * Math.abs(ours.get(i)) + 0.1, answers.get(i));
    }
  }

  private static List<Double> scores(EngineCommand engine, List<String> answers)
      throws InterruptedException {
    try (EmbeddedModel model = EmbeddedModel.open(options(), engine)) {
      return values(model.score(new ScoreRequest(CAPITAL, answers, Deadline.none())));
    }
  }

  @Test
  void answersOfOneTokenAreNotMoreThanCertainTogether() throws InterruptedException {
    List<String> answers = new ArrayList<>();
    for (char c = '!'; c <= '~'; c++) {
      answers.add(String.valueOf(c));
    }
    answers.addAll(List.of("Paris", "The", "France", "It", "London", "\n"));
    try (EmbeddedModel model = EmbeddedModel.open(options())) {
      List<Double> scores =
          values(model.score(new ScoreRequest(CAPITAL, answers, Deadline.none())));
      double sum = scores.stream().mapToDouble(Math::exp).sum();
      assertTrue(sum > 0.01 && sum <= 1, "sum " + sum);
      double paris = scores.get(answers.indexOf("Paris"));
      assertTrue(paris > scores.get(answers.indexOf("London")), scores.toString());
    }
  }

  @Test
  void anAnswerIsNeverMoreProbableThanItsBeginning() throws InterruptedException {
    List<String> answers = List.of("Paris is the capital", "Paris is", "Paris");
    try (EmbeddedModel model = EmbeddedModel.open(options())) {
      List<Double> scores =
          values(model.score(new ScoreRequest(CAPITAL, answers, Deadline.none())));
      assertTrue(scores.get(0) < scores.get(1) && scores.get(1) < scores.get(2), scores.toString());
      // In another order, with others in between: the same to the last digit.
      ScoreRequest turned =
          new ScoreRequest(CAPITAL, List.of("Paris", "Paris is the capital"), Deadline.none());
      assertEquals(List.of(scores.get(2), scores.get(0)), values(model.score(turned)));
    }
  }

  @Test
  void theServerOfAnotherBuildFindsTheSameWithinReason() throws Exception {
    ScoreRequest request = new ScoreRequest(CAPITAL, List.of("Paris", "The"), Deadline.none());
    Scores ours;
    try (EmbeddedModel model = EmbeddedModel.open(options())) {
      ours = model.score(request);
    }
    try (LlamaServer server = LlamaServer.start(SmallModel.gguf(), SmallModel.python());
        LanguageModel model = client(server.url())) {
      List<Double> theirs = values(model.score(request));
      assertEquals(theirs.get(0), values(ours).get(0), 0.5);
      assertEquals(theirs.get(1), values(ours).get(1), 0.5);
    }
  }

  private static LanguageModel client(URI url) {
    return OpenAiModel.open(OpenAiOptions.of("smollm2", url, Optional.empty()));
  }

  @Test
  void anAnswerThatDoesNotFitIsRefusedWithItsNumbers() {
    ScoreRequest request =
        new ScoreRequest(CAPITAL, List.of("no", "la ".repeat(600)), Deadline.none());
    try (EmbeddedModel model = EmbeddedModel.open(options())) {
      ModelException e = assertThrows(ModelException.class, () -> model.score(request));
      assertEquals(ModelException.Kind.BAD_REQUEST, e.kind());
      assertTrue(e.getMessage().contains("512"), e.getMessage());
    }
  }
}
