package org.llmrec.rerank.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Price;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranking;

class LlmRerankerTest {
  /** A text is a number that is its worth. */
  private static final ToDoubleBiFunction<String, String> WORTH =
      (query, text) -> Double.parseDouble(text);

  private static final AskOptions WRITTEN = AskOptions.defaults().mode(AskOptions.Mode.GENERATION);

  /** The first is worth least. */
  private static List<Candidate> rising(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> new Candidate("i" + i, Double.toString((i + 1.0) / (n + 1)), -i))
        .toList();
  }

  private static RerankRequest request(List<Candidate> candidates) {
    return RerankRequest.of("q", candidates).top(100);
  }

  private static List<String> ids(Reranking reranking) {
    return reranking.items().stream().map(item -> item.candidate().id()).toList();
  }

  private static List<String> ids(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::id).toList();
  }

  private static LlmReranker oracle(Strategy strategy, boolean scores, AskOptions options) {
    return LlmReranker.of(
        new OracleModel("oracle", WORTH, OracleNoise.NONE, scores), strategy, options);
  }

  private static List<Strategy> strategies() {
    return List.of(
        new Strategy.AllPairs(),
        new Strategy.PairHeap(10),
        new Strategy.Sliding(10, false),
        new Strategy.SetHeap(10, 4),
        new Strategy.SetBubble(10, 4),
        new Strategy.Listwise(20, 10),
        new Strategy.Consistent(3, 20, 10),
        new Strategy.TourRank(2),
        new Strategy.YesNo(),
        new Strategy.Grades(5),
        new Strategy.Auto(10));
  }

  @Test
  void whoAlwaysSaysTheFirstOfTwoChangesNothing() {
    for (Strategy strategy :
        List.of(
            new Strategy.AllPairs(), new Strategy.PairHeap(8), new Strategy.Sliding(7, false))) {
      Reranking answer =
          LlmReranker.of(new ScriptedModel((call, messages) -> "A"), strategy, WRITTEN)
              .rerank(request(rising(8)));
      assertEquals(ids(rising(8)), ids(answer), strategy.toString());
      assertInstanceOf(Outcome.Full.class, answer.outcome());
      assertEquals(
          2 * answer.cost().judgements(),
          answer.cost().prompts() + answer.cost().cached(),
          strategy.toString());
    }
  }

  @Test
  void promptsAreCountedAsPromptsAndPairsAsJudgements() {
    Reranking answer =
        oracle(new Strategy.AllPairs(), true, AskOptions.defaults().price(new Price(1, 2, 1)))
            .rerank(request(rising(20)));
    assertEquals(380, answer.cost().prompts());
    assertEquals(190, answer.cost().judgements());
    assertEquals(0, answer.cost().cached());
    assertTrue(answer.cost().tokens() > 380 * 20, answer.cost().toString());
    assertEquals(
        (answer.cost().tokens() + 2.0 * answer.cost().written()) / 1e6,
        answer.cost().money(),
        1e-12);
    List<String> falling = new ArrayList<>(ids(rising(20)));
    Collections.reverse(falling);
    assertEquals(falling, ids(answer));
  }

  @Test
  void anAnswerThatNobodyCanReadIsNoJudgementAndNoError() {
    for (String nonsense : List.of("", "I cannot help with that.", "???", "Both are good.")) {
      for (Strategy strategy : strategies()) {
        Reranking answer =
            LlmReranker.of(new ScriptedModel((call, messages) -> nonsense), strategy, WRITTEN)
                .rerank(request(rising(30)));
        assertEquals(ids(rising(30)), ids(answer), strategy + " \"" + nonsense + "\"");
        assertInstanceOf(Outcome.Fallback.class, answer.outcome(), strategy.toString());
      }
    }
  }

  @Test
  void aRefusalIsAnOutcome() {
    Reranking answer =
        LlmReranker.of(
                new ScriptedModel(
                    (call, messages) -> {
                      if (call % 2 == 0) {
                        throw new ModelException(Kind.REFUSED, "scripted-1: refused");
                      }
                      return "1";
                    }),
                new Strategy.Grades(3),
                WRITTEN)
            .rerank(request(rising(8)));
    Outcome.Repaired repaired = assertInstanceOf(Outcome.Repaired.class, answer.outcome());
    assertEquals(4, repaired.answers());
    assertTrue(answer.full());
  }

  @Test
  void whatAListLacksFollowsAndWhatItInventsIsDropped() {
    Reranking answer =
        LlmReranker.of(
                new ScriptedModel(
                    (call, messages) -> {
                      List<String> labels = List.copyOf(Prompt.items(messages).keySet());
                      return labels.get(2) + " > " + labels.get(2) + " > " + labels.get(0);
                    }) {
                  @Override
                  public ModelInfo info() {
                    return new ModelInfo("plain", Set.of(), 0);
                  }
                },
                new Strategy.Listwise(20, 10),
                WRITTEN)
            .rerank(request(rising(5)));
    assertEquals(List.of("i2", "i0", "i1", "i3", "i4"), ids(answer));
    assertEquals(1, assertInstanceOf(Outcome.Repaired.class, answer.outcome()).answers());
  }

  @Test
  void aBudgetIsKeptToThePrompt() {
    for (Strategy strategy : strategies()) {
      for (int most : new int[] {0, 1, 7, 20}) {
        Budget budget =
            new Budget(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.of(most));
        ScriptedModel model = new ScriptedModel((call, messages) -> "A");
        LlmReranker reranker = LlmReranker.of(model, strategy, WRITTEN.budget(budget));
        Reranking answer = reranker.rerank(request(rising(60)));
        assertTrue(model.calls() <= most, strategy + ", " + model.calls());
        assertEquals(model.calls(), answer.cost().prompts(), strategy.toString());
        if (reranker.estimate(request(rising(60))).prompts() > 20) {
          String why = assertInstanceOf(Outcome.Partial.class, answer.outcome()).why();
          assertTrue(why.contains("budget"), why);
        }
      }
    }
  }

  @Test
  void theSameQuestionIsPaidForOnce() {
    for (Strategy strategy : strategies()) {
      LlmReranker reranker = oracle(strategy, false, AskOptions.defaults());
      Reranking first = reranker.rerank(request(rising(25)));
      Reranking again = reranker.rerank(request(rising(25)));
      assertEquals(first.items(), again.items(), strategy.toString());
      assertEquals(0, again.cost().prompts(), strategy.toString());
      assertEquals(
          first.cost().prompts() + first.cost().cached(),
          again.cost().cached(),
          strategy.toString());
    }
  }

  @Test
  void whoAsksTheSameAtTheSameTimePaysOnceForAll() throws Exception {
    ScriptedModel model =
        new ScriptedModel(
            (call, messages) -> {
              Thread.sleep(2);
              return "A";
            });
    LlmReranker reranker = LlmReranker.of(model, new Strategy.AllPairs(), WRITTEN);
    Callable<Reranking> call = () -> reranker.rerank(request(rising(7)));
    ExecutorService pool =
        Executors.newFixedThreadPool(4, Thread.ofPlatform().name("caller-", 0).factory());
    try (pool) {
      for (Future<Reranking> each : pool.invokeAll(Collections.nCopies(8, call))) {
        assertEquals(42, each.get().cost().prompts() + each.get().cost().cached());
      }
    }
    assertEquals(42, model.calls());
  }

  @Test
  void aModelThatFailsLeavesTheOrderAndAWrongKeyIsAnError() {
    RerankRequest request = request(rising(6));
    Reranking answer = failing(Kind.CIRCUIT_OPEN).rerank(request);
    assertEquals(ids(rising(6)), ids(answer));
    String why = assertInstanceOf(Outcome.Fallback.class, answer.outcome()).why();
    assertTrue(why.contains("scripted-1"), why);
    for (Kind kind : List.of(Kind.UNAUTHORISED, Kind.NOT_FOUND, Kind.BAD_REQUEST)) {
      assertThrows(ModelException.class, () -> failing(kind).rerank(request), kind.toString());
    }
  }

  private static LlmReranker failing(Kind kind) {
    return LlmReranker.of(
        new ScriptedModel(
            (call, messages) -> {
              throw new ModelException(kind, "scripted-1: " + kind);
            }),
        new Strategy.AllPairs(),
        AskOptions.defaults());
  }

  @Test
  void anEstimateIsWhatAListTheWrongWayRoundCosts() {
    for (Strategy strategy : strategies()) {
      for (int n : new int[] {2, 20, 60}) {
        LlmReranker reranker = oracle(strategy, false, AskOptions.defaults());
        Estimate estimate = reranker.estimate(request(rising(n)));
        Reranking answer = reranker.rerank(request(rising(n)));
        assertEquals(estimate.prompts(), answer.cost().prompts(), strategy + " of " + n);
        assertEquals(estimate.tokens(), answer.cost().tokens(), strategy + " of " + n);
      }
    }
  }

  @Test
  void autoGoesByNumberBudgetAndCapabilities() {
    assertInstanceOf(Strategy.AllPairs.class, chosen(20, OptionalLong.empty(), false));
    assertEquals(new Strategy.TourRank(2), chosen(100, OptionalLong.empty(), false));
    assertEquals(new Strategy.TourRank(1), chosen(100, OptionalLong.of(20), false));
    assertInstanceOf(Strategy.FirstToken.class, chosen(100, OptionalLong.of(9), true));
    assertInstanceOf(Strategy.Listwise.class, chosen(100, OptionalLong.of(9), false));
    Estimate none = estimate(100, OptionalLong.of(2), false);
    assertTrue(none.why().contains("no strategy"), none.why());
    assertEquals(
        new Strategy.TourRank(1),
        oracle(new Strategy.Auto(2), false, AskOptions.defaults())
            .estimate(request(rising(100)))
            .strategy());
    String why = estimate(100, OptionalLong.of(20), false).why();
    assertTrue(why.contains("13 prompts of 20 allowed"), why);
  }

  private static Strategy chosen(int n, OptionalLong most, boolean scores) {
    return estimate(n, most, scores).strategy();
  }

  private static Estimate estimate(int n, OptionalLong most, boolean scores) {
    Budget budget = new Budget(OptionalDouble.empty(), OptionalLong.empty(), most);
    return oracle(new Strategy.Auto(10), scores, AskOptions.defaults().budget(budget))
        .estimate(request(rising(n)));
  }

  /** Its first token is none of those asked for, and paid for all the same. */
  private static ScriptedModel thinking() {
    return new ScriptedModel() {
      @Override
      public Scores score(ScoreRequest request) {
        throw new ModelException(
            Kind.BAD_REQUEST,
            "scripted-1: expected one of the answers among the first tokens",
            ModelException.Billed.YES,
            Optional.empty(),
            Usage.NONE,
            null);
      }
    };
  }

  @Test
  void whyNoAnswerCouldBeReadIsPassedOn() {
    Reranking answer =
        LlmReranker.of(thinking(), new Strategy.AllPairs(), AskOptions.defaults())
            .rerank(request(rising(3)));
    String why = assertInstanceOf(Outcome.Fallback.class, answer.outcome()).why();
    assertTrue(why.startsWith("none of 3 answers could be read"), why);
    assertTrue(why.contains("among the first tokens"), why);
  }

  @Test
  void aVerdictThatIsNeitherYesNorNoIsAnErrorThatNamesTheModel() {
    ScriptedModel thinking = thinking();
    LlmrecException refusal =
        assertThrows(
            LlmrecException.class,
            () ->
                LlmReranker.of(thinking, new Strategy.YesNo(), AskOptions.defaults())
                    .rerank(request(rising(3))));
    assertTrue(refusal.getMessage().contains("scripted-1"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("[Yes, No]"), refusal.getMessage());
  }

  @Test
  void scoresOfAModelWithoutThemAreRefusedAtOnce() {
    AskOptions scoring = AskOptions.defaults().mode(AskOptions.Mode.SCORING);
    assertThrows(ConfigException.class, () -> oracle(new Strategy.AllPairs(), false, scoring));
    assertThrows(
        ConfigException.class,
        () -> oracle(new Strategy.FirstToken(10, 5), false, AskOptions.defaults()));
  }

  @Test
  void allPairsDoesNotCareInWhichOrderTheyCame() {
    Random random = new Random(5);
    List<String> expected = new ArrayList<>(ids(rising(15)));
    Collections.reverse(expected);
    for (int round = 0; round < 20; round++) {
      List<Candidate> shuffled = new ArrayList<>(rising(15));
      Collections.shuffle(shuffled, random);
      assertEquals(
          expected,
          ids(
              oracle(new Strategy.AllPairs(), true, AskOptions.defaults())
                  .rerank(request(shuffled))));
    }
  }
}
