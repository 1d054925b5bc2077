package org.llmrec.lab.rerank;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.Progress;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.ask.AskOptions;
import org.llmrec.rerank.ask.LlmReranker;
import org.llmrec.rerank.ask.OracleModel;
import org.llmrec.rerank.ask.OracleNoise;
import org.llmrec.rerank.ask.Strategy;

/**
 * Every strategy over the same drawn lists in several initial orders, with an oracle of known
 * accuracy and position bias in the place of the model. It tells what a strategy costs and how it
 * bears errors; how good a model is it cannot tell.
 */
public final class StrategyStudy {
  private StrategyStudy() {}

  static List<Strategy> strategies(int k) {
    return List.of(
        new Strategy.AllPairs(),
        new Strategy.PairHeap(k),
        new Strategy.Sliding(k, true),
        new Strategy.Sliding(1, true),
        new Strategy.SetHeap(k, 4),
        new Strategy.SetBubble(k, 4),
        new Strategy.Listwise(20, 10),
        new Strategy.FirstToken(20, 10),
        new Strategy.Consistent(5, 20, 10),
        new Strategy.TourRank(1),
        new Strategy.TourRank(2),
        new Strategy.TourRank(10),
        new Strategy.YesNo(),
        new Strategy.Grades(4));
  }

  /** Runs it; the lists as they are come first. */
  public static List<StrategyResult> run(StudyOptions options, Progress progress) {
    SplittableRandom random = new SplittableRandom(options.seed());
    List<StudyList> lists = new ArrayList<>();
    Map<String, Double> worths = new HashMap<>();
    for (int n = 1; n <= options.queries(); n++) {
      StudyList list = StudyList.draw(n, options.candidates(), random);
      lists.add(list);
      worths.putAll(list.worths());
    }
    List<StrategyResult> results = new ArrayList<>();
    results.add(given(lists, options));
    List<Strategy> strategies = strategies(options.k());
    try (Progress.Task task = progress.start("strategies", strategies.size(), "strategies")) {
      for (Strategy each : strategies) {
        results.add(result(each, lists, worths, options));
        task.advance(1);
      }
    }
    return results;
  }

  private static StrategyResult given(List<StudyList> lists, StudyOptions options) {
    double original = 0;
    double shuffled = 0;
    double reversed = 0;
    for (StudyList list : lists) {
      original += list.ndcg(list.original().candidates(), options.k());
      reversed += list.ndcg(list.reversed().candidates(), options.k());
      for (int s = 0; s < options.shuffles(); s++) {
        shuffled +=
            list.ndcg(list.shuffled(options.seed() + s).candidates(), options.k())
                / options.shuffles();
      }
    }
    int n = lists.size();
    return new StrategyResult("given", original / n, shuffled / n, reversed / n, 0, 0);
  }

  private static StrategyResult result(
      Strategy strategy, List<StudyList> lists, Map<String, Double> worths, StudyOptions options) {
    double[] sums = new double[5];
    OracleNoise noise = OracleNoise.ofAccuracy(options.accuracy(), options.bias(), options.seed());
    try (OracleModel oracle =
        new OracleModel("oracle", (query, text) -> worths.get(text), noise, true)) {
      for (StudyList list : lists) {
        Reranking original = rerank(oracle, strategy, list.original());
        sums[0] += list.ndcg(original, options.k());
        for (int s = 0; s < options.shuffles(); s++) {
          sums[1] +=
              list.ndcg(rerank(oracle, strategy, list.shuffled(options.seed() + s)), options.k())
                  / options.shuffles();
        }
        sums[2] += list.ndcg(rerank(oracle, strategy, list.reversed()), options.k());
        sums[3] += original.cost().prompts();
        sums[4] += original.cost().tokens() + original.cost().written();
      }
    }
    int n = lists.size();
    return new StrategyResult(
        strategy.label(), sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n, sums[4] / n);
  }

  /** A new reranker for each list: what one was asked should cost the next one too. */
  private static Reranking rerank(OracleModel oracle, Strategy strategy, RerankRequest request) {
    return LlmReranker.of(oracle, strategy, AskOptions.defaults()).rerank(request);
  }
}
