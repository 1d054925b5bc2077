package org.llmrec.rerank.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.metrics.RatingErrors;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.ground.Grounded;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.prompt.Asking;

/** What a model says of items, read strictly. */
class ChatRecommenderTest {
  private static final HistoryItem ALIEN = HistoryItem.of("1", "Alien");
  private static final History DUNE = new History(List.of(HistoryItem.of("2", "Dune")));

  @Test
  void aRatingIsReadHoweverItIsWrapped() {
    for (String answer : List.of("4", " 4.0\n", "Rating: 4/5", "```\n4\n```", "**4**")) {
      Told<Double> told = rate(answer);
      assertEquals(Optional.of(4.0), told.value(), answer);
      assertEquals(Verdict.READ, told.verdict());
    }
    assertEquals(Optional.of(4.5), rate("4.5").value());
  }

  @Test
  void whatIsNoRatingIsAVerdict() {
    for (String answer : List.of("9", "0", "great", "I'm sorry, I can't say.")) {
      assertEquals(Verdict.INVALID, rate(answer).verdict(), answer);
    }
    assertEquals(Verdict.EMPTY, rate("").verdict());
    assertEquals(Verdict.EMPTY, rate("<think>hm, a 4</think>").verdict());
    ChatRecommender refusing =
        recommender(
            (call, messages) -> {
              throw new ModelException(ModelException.Kind.REFUSED, "scripted-1: refused");
            });
    assertEquals(Verdict.REFUSED, rate(refusing, Deadline.none()).verdict());
    assertEquals(
        Verdict.LATE,
        rate(recommender((call, messages) -> "4"), Deadline.in(Duration.ZERO)).verdict());
    ChatRecommender broken =
        recommender(
            (call, messages) -> {
              throw new ModelException(ModelException.Kind.SERVER, "scripted-1: broken");
            });
    assertThrows(ModelException.class, () -> rate(broken, Deadline.none()));
  }

  @Test
  void theErrorsAreThoseOfTheHandCase() {
    List<Told<Double>> told = List.of(rate("4"), rate("3"));
    RatingReport report = RatingReport.of(new double[] {5, 3}, told, 1);
    assertEquals(Math.sqrt(0.5), report.answered().orElseThrow().rmse(), 1e-12);
    assertEquals(0.7071, report.imputed().rmse(), 5e-5);
    assertEquals(0.5, report.imputed().mae(), 1e-12);
    assertEquals(0, report.missing());
  }

  @Test
  void ratingsThatAreMissingAreCountedAndTheErrorsAreGivenWithThemAndWithout() {
    List<Told<Double>> told = new ArrayList<>(List.of(rate("4"), rate("3")));
    told.add(rate("8"));
    told.add(rate(""));
    RatingReport report = RatingReport.of(new double[] {5, 3, 1, 4}, told, 3);
    assertEquals(new RatingErrors(2, Math.sqrt(0.5), 0.5), report.answered().orElseThrow());
    // Errors 1, 0, 2, 1.
    assertEquals(new RatingErrors(4, Math.sqrt(6 / 4.0), 1), report.imputed());
    assertEquals(Map.of(Verdict.READ, 2, Verdict.INVALID, 1, Verdict.EMPTY, 1), report.verdicts());
    assertEquals(2, report.missing());
    assertEquals(
        Optional.empty(), RatingReport.of(new double[] {5}, List.of(rate("")), 3).answered());
    assertThrows(IllegalArgumentException.class, () -> RatingReport.of(new double[] {5}, told, 3));
  }

  @Test
  void aCandidateIsJudgedByYesOrNo() {
    Task.Judge task = new Task.Judge(DUNE, ALIEN);
    for (Map.Entry<String, Optional<Boolean>> each :
        Map.of(
                "Yes.", Optional.of(true),
                "no", Optional.of(false),
                "perhaps", Optional.<Boolean>empty())
            .entrySet()) {
      Told<Boolean> told =
          recommender((call, messages) -> each.getKey())
              .judge(task, Optional.empty(), Deadline.none());
      assertEquals(each.getValue(), told.value(), each.getKey());
    }
  }

  @Test
  void explanationsAndSummariesAreWhatTheModelWrote() {
    ChatRecommender recommender = recommender((call, messages) -> " Because of the sand. ");
    assertEquals(
        Optional.of("Because of the sand."),
        recommender
            .explain(new Task.Explain(DUNE, ALIEN), Optional.empty(), Deadline.none())
            .value());
    assertEquals(
        Optional.of("Because of the sand."),
        recommender
            .summarise(new Task.Summarise("Long."), Optional.empty(), Deadline.none())
            .value());
  }

  @Test
  void aListIsGroundedAndNeitherFilledUpNorRepeated() {
    TitleIndex catalogue =
        TitleIndex.of(List.of("1", "2", "3", "4"), List.of("Alien", "Dune", "Brazil", "Cube"));
    ChatRecommender recommender =
        recommender(
            (call, messages) ->
                "Sure!\n```python\n['brazil', \"Alien\", 'Brazil', 'The Sandworm Chronicles']\n```");
    Grounded next =
        recommender
            .next(Task.Next.of(DUNE), Optional.empty(), catalogue, Deadline.none())
            .value()
            .orElseThrow();
    assertEquals(List.of("3", "1"), next.ids());
    assertEquals(1, next.duplicates());
    assertEquals(List.of("The Sandworm Chronicles"), next.invalid());
    List<Candidate> candidates =
        List.of(new Candidate("1", "Alien", 0), new Candidate("4", "Cube", 0));
    for (Grounded chosen :
        List.of(
            recommender
                .choose(
                    Task.Choose.of(DUNE, candidates), Optional.empty(), catalogue, Deadline.none())
                .value()
                .orElseThrow(),
            recommender
                .rank(Task.Rank.of(DUNE, candidates), Optional.empty(), catalogue, Deadline.none())
                .value()
                .orElseThrow())) {
      assertEquals(List.of("1"), chosen.ids());
      assertEquals(List.of("3"), chosen.outside());
      assertEquals(0.75, chosen.outsideRate());
    }
  }

  @Test
  void aListThatIsNoneIsAVerdict() {
    TitleIndex catalogue = TitleIndex.of(List.of("1"), List.of("Alien"));
    assertEquals(
        Verdict.INVALID,
        recommender((call, messages) -> "I'm sorry, but I can't do that.")
            .next(Task.Next.of(DUNE), Optional.empty(), catalogue, Deadline.none())
            .verdict());
    List<Candidate> candidates = List.of(new Candidate("1", "Alien", 0));
    Task.Choose byNumber = new Task.Choose(new Known.Met(DUNE), candidates, 1, Labels.NUMBERS);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            recommender((call, messages) -> "[1]")
                .choose(byNumber, Optional.empty(), catalogue, Deadline.none()));
  }

  @Test
  void whatWasAskedAndWhatItTookIsTold() {
    Told<Double> told = rate("4");
    assertTrue(told.prompt().text().contains("\"Alien\""));
    assertEquals("4", told.reply().text());
    assertTrue(told.reply().sent() && told.reply().usage().promptTokens() > 20);
  }

  private static Told<Double> rate(String answer) {
    return rate(recommender((call, messages) -> answer), Deadline.none());
  }

  private static Told<Double> rate(ChatRecommender recommender, Deadline deadline) {
    return recommender.rate(new Task.Rate(ALIEN, Scale.STARS), Optional.empty(), deadline);
  }

  private static ChatRecommender recommender(ScriptedModel.Behaviour behaviour) {
    return new ChatRecommender(Asking.of(new ScriptedModel(behaviour)).structured(false));
  }
}
