package org.llmrec.lab.run.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.lab.TinyData;
import org.llmrec.lab.run.evaluate.Evaluator.Phase;
import org.llmrec.metrics.Metric;
import org.llmrec.metrics.RankedRelevance;
import org.llmrec.metrics.Ties;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Methods;

class EvaluatorTest {
  private static final Measures MEASURES =
      new Measures(List.of(Metric.named("ndcg@10"), Metric.named("recall@5")), List.of(1, 10));

  @TempDir Path folder;
  private InteractionTable positives;
  private ProtocolSplit split;

  @BeforeEach
  void cut() throws Exception {
    positives = TinyData.positives(folder, 3);
    split = ProtocolSplit.of(positives, ProtocolOptions.of(Protocol.A_REFIT, 1));
  }

  @Test
  void figuresAreThoseOfTheMaskedRanking() throws Exception {
    CaseScorer scorer =
        (asked, scores) -> {
          Random random = new Random(asked.id().hashCode());
          for (int item = 0; item < scores.length; item++) {
            scores[item] = random.nextInt(8);
          }
        };
    Fit fit = Fit.elsewhere(scorer, split.testing());
    List<CaseOutcome> outcomes = evaluator().evaluate("m", fit, Phase.TEST, 3).cases();
    assertEquals(split.testCases().size(), outcomes.size());
    for (int c = 0; c < outcomes.size(); c++) {
      EvaluationCase asked = split.testCases().get(c);
      CaseOutcome outcome = outcomes.get(c);
      float[] scores = new float[split.items().size()];
      scorer.score(asked, scores);
      RankedRelevance ranking =
          RankedRelevance.expected(scores, null, asked.masked(), asked.relevant(), null);
      assertEquals(asked.id(), outcome.id());
      assertArrayEquals(
          MEASURES.all().stream().mapToDouble(m -> m.of(ranking)).toArray(), outcome.values());
      List<Integer> masked = Arrays.stream(asked.masked()).boxed().toList();
      assertTrue(outcome.top().stream().map(split.items()::indexOf).noneMatch(masked::contains));
      assertEquals(asked.relevant().length, outcome.ranks().length);
    }
  }

  @Test
  void aPartCountsItsOwnRelevantItemsAndMasksTheOthers() throws Exception {
    // Relevant items lead the list, so every part finds all of its own at the head.
    CaseScorer perfect =
        (asked, scores) -> {
          Arrays.fill(scores, 0);
          Arrays.stream(asked.relevant()).forEach(item -> scores[item] = 1);
        };
    Fit fit = Fit.elsewhere(perfect, split.testing());
    ItemParts parts = ItemParts.of(split.testing());
    List<CaseOutcome> outcomes = evaluator().evaluate("m", fit, Phase.TEST, 1).cases();
    for (int c = 0; c < outcomes.size(); c++) {
      EvaluationCase asked = split.testCases().get(c);
      List<String> present =
          Arrays.stream(asked.relevant()).mapToObj(parts::of).distinct().sorted().toList();
      assertEquals(present, outcomes.get(c).parts().keySet().stream().sorted().toList());
      outcomes.get(c).parts().values().forEach(v -> assertEquals(1.0, v[0], 1e-12));
    }
  }

  @Test
  void whatWasFittedOnOtherRowsIsRefused() throws Exception {
    Method popularity = Methods.of("popularity", Map.of());
    TrainingData everything = TrainingData.everything(positives);
    ProtocolSplit other = ProtocolSplit.of(positives, ProtocolOptions.of(Protocol.A_REFIT, 2));
    for (TrainingData data : List.of(everything, split.testing(), other.tuning())) {
      try (Fit fit = Fit.of(popularity, data, context())) {
        LlmrecException e =
            assertThrows(
                LlmrecException.class, () -> evaluator().evaluate("pop", fit, Phase.VALIDATION, 1));
        assertTrue(e.getMessage().contains("may have seen what is asked"), e.getMessage());
      }
    }
    try (Fit fit = Fit.of(popularity, split.tuning(), context())) {
      assertEquals(
          split.validationCases().size(),
          evaluator().evaluate("pop", fit, Phase.VALIDATION, 1).cases().size());
    }
  }

  @Test
  void aScoreThatIsNoNumberIsNamed() {
    int bad = 4;
    CaseScorer scorer =
        (asked, scores) -> {
          Arrays.fill(scores, 0);
          scores[bad] = asked.id().equals("u07") ? Float.NaN : 0;
        };
    LlmrecException e =
        assertThrows(
            LlmrecException.class,
            () ->
                evaluator()
                    .evaluate("shaky", Fit.elsewhere(scorer, split.testing()), Phase.TEST, 2));
    for (String part : List.of("shaky", "NaN", split.items().get(bad), "'u07'")) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void anAskerThatAMethodCannotServeIsNamed() {
    CaseScorer scorer =
        (asked, scores) -> {
          throw new UnsupportedOperationException("no users here");
        };
    LlmrecException e =
        assertThrows(
            LlmrecException.class,
            () -> evaluator().evaluate("m", Fit.elsewhere(scorer, split.testing()), Phase.TEST, 1));
    assertTrue(e.getMessage().startsWith("m cannot be asked case 'u"), e.getMessage());
    assertTrue(e.getMessage().endsWith("no users here"), e.getMessage());
  }

  @Test
  void unrankedItemsAreNeverHitsNorListed() throws Exception {
    CaseScorer nothing = (asked, scores) -> Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    Fit fit = Fit.elsewhere(nothing, split.testing());
    for (CaseOutcome outcome : evaluator().evaluate("m", fit, Phase.TEST, 1).cases()) {
      assertTrue(Arrays.stream(outcome.values()).allMatch(v -> v == 0));
      assertEquals(List.of(), outcome.top());
      assertTrue(IntStream.of(outcome.ranks()).allMatch(r -> r == 0));
    }
  }

  private Evaluator evaluator() {
    return new Evaluator(split, MEASURES, Ties.EXPECTED, 0);
  }

  private FitContext context() {
    return new FitContext(1, 1, Optional.empty(), folder, Progress.silent());
  }
}
