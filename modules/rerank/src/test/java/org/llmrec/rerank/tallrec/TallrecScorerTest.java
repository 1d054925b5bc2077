package org.llmrec.rerank.tallrec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;
import org.llmrec.llm.price.Price;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;

/** Scores of models that say what they are told. */
class TallrecScorerTest {
  private static final TallrecSample SAMPLE =
      TallrecSample.of("movie", List.of(), List.of(), "\"X\"", true);
  private static final History HISTORY =
      History.NONE
          .then(HistoryItem.of("a", "Alien").value(5))
          .then(HistoryItem.of("b", "Bambi").value(3))
          .then(HistoryItem.of("c", "Cube"));

  @Test
  void bothRulesAreThePublishedOnesAndTheyDisagree() {
    double[][] seen = {{.60, .30}, {.20, .01}};
    double[][] expected = {{.5744, .6667}, {.5474, .9524}};
    for (int i = 0; i < seen.length; i++) {
      YesNoOdds answer = new YesNoOdds(Math.log(seen[i][0]), Math.log(seen[i][1]), Usage.NONE);
      assertEquals(expected[i][0], answer.score(TallrecRule.DOUBLE_SOFTMAX), 5e-5);
      assertEquals(expected[i][1], answer.score(TallrecRule.RATIO), 5e-5);
    }
  }

  @Test
  void anAnswerThatIsNotShownHasProbabilityZero() {
    YesNoOdds yes = new YesNoOdds(Math.log(.4), Double.NEGATIVE_INFINITY, Usage.NONE);
    assertEquals(1, yes.score(TallrecRule.RATIO));
    assertEquals(1 / (1 + Math.exp(-.4)), yes.score(TallrecRule.DOUBLE_SOFTMAX), 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () -> new YesNoOdds(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Usage.NONE));
  }

  @Test
  void aucCountsTiesHalfAndTheRulesNeedNotAgree() {
    List<YesNoOdds> answers = new ArrayList<>();
    // By the ratio: positives .9 and .4, negatives .4 and .1.
    for (double ratio : new double[] {.9, .4, .4, .1}) {
      answers.add(new YesNoOdds(Math.log(ratio), Math.log(1 - ratio), Usage.NONE));
    }
    boolean[] liked = {true, true, false, false};
    TallrecAuc auc = TallrecAuc.of(liked, answers);
    assertEquals(.875, auc.auc().orElseThrow().get(TallrecRule.RATIO));
    assertFalse(auc.allEqual());
    List<YesNoOdds> crossed =
        List.of(
            new YesNoOdds(Math.log(.60), Math.log(.30), Usage.NONE),
            new YesNoOdds(Math.log(.20), Math.log(.01), Usage.NONE));
    TallrecAuc two = TallrecAuc.of(new boolean[] {true, false}, crossed);
    assertEquals(1, two.auc().orElseThrow().get(TallrecRule.DOUBLE_SOFTMAX));
    assertEquals(0, two.auc().orElseThrow().get(TallrecRule.RATIO));
    assertTrue(TallrecAuc.of(new boolean[] {true, true}, crossed).auc().isEmpty());
    assertTrue(
        TallrecAuc.of(new boolean[] {true, false}, List.of(crossed.get(0), crossed.get(0)))
            .allEqual());
  }

  @Test
  void aModelThatThinksFirstIsNamedWithWhatItBeginsWith() {
    Judge model =
        new Judge("<think> Let me", p -> List.of(OptionalDouble.empty(), OptionalDouble.empty()));
    LlmrecException refusal =
        assertThrows(
            LlmrecException.class,
            () -> new TallrecScorer(model, TallrecTemplate.CHAT).ask(SAMPLE, Deadline.none()));
    assertTrue(refusal.getMessage().contains("scripted-1"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("<think>"), refusal.getMessage());
  }

  @Test
  void theSurestYesComesFirstAndTheCostIsCounted() {
    List<String> prompts = Collections.synchronizedList(new ArrayList<>());
    Judge model =
        new Judge(
            "Yes.",
            prompt -> {
              prompts.add(prompt);
              double yes = prompt.contains("movie \"1\"") ? .2 : prompt.contains("\"2\"") ? .9 : .5;
              return List.of(OptionalDouble.of(yes), OptionalDouble.of(1 - yes));
            });
    Reranking answer =
        reranker(model, TallrecForm.MOVIE)
            .rerank(RerankRequest.of(Person.of(HISTORY), candidates(4)).top(3));
    assertEquals(List.of("2", "0", "1", "3"), ids(answer));
    assertEquals(3, answer.cost().judgements());
    assertEquals(300, answer.cost().tokens());
    assertEquals(3, answer.cost().written());
    assertEquals((300 * 2 + 3 * 10) / 1e6, answer.cost().money(), 1e-15);
    assertTrue(answer.full());
    assertTrue(
        prompts.stream()
            .allMatch(
                p ->
                    p.contains(
                        "User Preference: \"Alien\", \"Cube\"\nUser Unpreference: \"Bambi\"\n")));
  }

  @Test
  void equalScoresLeaveTheOrderAndAreCounted() {
    Judge model = new Judge("No.", p -> List.of(OptionalDouble.of(.1), OptionalDouble.of(.2)));
    TallrecReranker reranker = reranker(model, TallrecForm.MOVIE);
    Reranking answer = reranker.rerank(RerankRequest.of(Person.of(HISTORY), candidates(4)));
    assertEquals(List.of("0", "1", "2", "3"), ids(answer));
    assertEquals(1, reranker.allEqual());
    assertEquals(
        List.of(), reranker.rerank(RerankRequest.of(Person.of(HISTORY), List.of())).items());
    assertEquals(1, reranker.allEqual());
  }

  @Test
  void whatIsScoredAtTheDeadlineCountsAndTheRestStays() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedModel model =
        new ScriptedModel() {
          @Override
          public Scores score(ScoreRequest request) throws InterruptedException {
            String prompt = request.messages().getLast().content();
            if (prompt.contains("movie \"1\"")) {
              never.await();
            }
            double yes = prompt.contains("movie \"0\"") ? .1 : .8;
            return new Scores(
                List.of(OptionalDouble.of(Math.log(yes)), OptionalDouble.of(Math.log(1 - yes))),
                Scores.Kind.ANSWER,
                Usage.NONE,
                Duration.ZERO,
                "m");
          }
        };
    Reranking answer =
        reranker(model, TallrecForm.MOVIE)
            .rerank(
                RerankRequest.of(Person.of(HISTORY), candidates(3))
                    .deadline(Deadline.in(Duration.ofSeconds(2))));
    assertEquals(List.of("2", "1", "0"), ids(answer));
    String why = assertInstanceOf(Outcome.Partial.class, answer.outcome()).why();
    assertTrue(why.contains("2 of 3"), why);
  }

  private static TallrecReranker reranker(ScriptedModel model, TallrecForm form) {
    return new TallrecReranker(
        new TallrecAnswers(new TallrecScorer(model, TallrecTemplate.ALPACA), 4),
        form,
        TallrecRule.RATIO,
        Optional.of(new Price(2, 10, 1)));
  }

  private static List<Candidate> candidates(int n) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      candidates.add(new Candidate("" + i, "" + i, -i));
    }
    return candidates;
  }

  private static List<String> ids(Reranking answer) {
    return answer.items().stream().map(item -> item.candidate().id()).toList();
  }
}
