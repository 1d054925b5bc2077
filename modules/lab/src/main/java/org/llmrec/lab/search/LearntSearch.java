package org.llmrec.lab.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.train.list.ListLearner;
import org.llmrec.train.list.ListLearner.Learnt;
import org.llmrec.train.list.ListLearning;
import org.llmrec.train.list.RankedList;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * Learns from judged queries how to order what words and vectors find. The queries are cut into
 * folds: those of a fold, as far as they are asked, are answered by what was learnt from the others
 * (cross-fitting), so that settings can be chosen by the same queries. Any other query is answered
 * by what was learnt from all. Clicks on other queries ({@link TrainingData#clicked}) are learnt
 * from beside them, and so are queries made up from the catalogue ({@link KnownItems}), where
 * wanted.
 *
 * <p>Queries are anonymous: who asks is not known to a search, so nobody's taste is a feature.
 */
final class LearntSearch implements Method {
  static final String NAME = "learnt-search";

  /** Makes what the features come from; closed with the fitted search. */
  @FunctionalInterface
  interface Source {
    Opened open(TrainingData data, FitContext context, int depth) throws IOException;
  }

  /**
   * What the features come from.
   *
   * @param knownItems makes up queries
   * @param resource let go of in the end
   */
  record Opened(SearchSignals signals, KnownItems knownItems, Runnable resource) {}

  private final Source source;
  private final int depth;
  private final int knownItems;
  private final int folds;
  private final ListLearning learning;
  private final Map<String, Object> settings;

  LearntSearch(Source source, Settings settings) {
    this.source = source;
    this.depth = settings.integer("depth", 200, 1, 100_000);
    this.knownItems = settings.integer("known-items", 0, 0, 100_000);
    this.folds = settings.integer("folds", 5, 2, 1_000);
    this.learning =
        new ListLearning(
            NAME + ".learning-rate",
            settings.integer("hidden", 0, 0, 4_096),
            settings.integer("epochs", 200, 1, 100_000),
            settings.integer("batch", 64, 1, 1_000_000),
            settings.number("learning-rate", 0.02, 1e-7, 1),
            settings.number("l2", 0.03, 0, 1e3),
            settings.number("dropout", 0, 0, 0.99),
            1);
    this.settings = settings.taken();
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public boolean usesText() {
    return true;
  }

  @Override
  public boolean usesSeed() {
    return true;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) throws IOException {
    Opened opened = source.open(data, context, depth);
    boolean whole = false;
    try {
      FittedMethod fitted = learn(opened, data, context);
      whole = true;
      return fitted;
    } finally {
      if (!whole) {
        opened.resource().run();
      }
    }
  }

  private FittedMethod learn(Opened opened, TrainingData data, FitContext context) {
    QueryLists lists = new QueryLists(opened.signals(), data.items(), folds);
    lists.addJudged(data.queries());
    lists.addClicked(data.clicked());
    int[] counts = data.positives().popularity();
    lists.addMadeUp(opened.knownItems().draw(knownItems, counts, context.seed()));
    if (lists.all().isEmpty()) {
      throw new ConfigException(
          NAME
              + ": expected judged queries of which words or vectors find an item, to learn from,"
              + " found none among "
              + data.queries().size()
              + "; name judgements, or let known-items: 300 make queries up");
    }
    List<String> features = lists.features();
    Learnt whole = learn(lists.all(), features.size(), context);
    List<ListNetwork> byFold = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      List<RankedList> others = lists.without(fold);
      byFold.add(
          others.isEmpty() ? fusion(features) : learn(others, features.size(), context).network());
    }
    Map<String, ListNetwork> without = new HashMap<>();
    lists.foldOf().forEach((text, fold) -> without.put(text, byFold.get(fold)));
    return new FittedSearch(
        NAME,
        new LearntOrder(opened.signals(), whole.network(), without),
        opened.resource(),
        facts(lists, whole.network()),
        whole.curve());
  }

  private Learnt learn(List<RankedList> lists, int features, FitContext context) {
    return new ListLearner(lists, features, learning).learn(0, context.seed(), context.threads());
  }

  /** The order where nothing can be learnt from others. */
  private static ListNetwork fusion(List<String> features) {
    float[] direct = new float[features.size()];
    direct[features.indexOf(SearchSignals.FUSED)] = 1;
    return new ListNetwork(direct, new float[0], new float[0], new float[0]);
  }

  /** How many lists were learnt from and, of a weighted sum, its weights by feature. */
  private Map<String, Double> facts(QueryLists lists, ListNetwork network) {
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put("judged lists", (double) lists.judged());
    facts.put("other lists", (double) lists.others());
    if (learning.hidden() == 0) {
      for (int f = 0; f < lists.features().size(); f++) {
        facts.put("weight of " + lists.features().get(f), (double) network.direct()[f]);
      }
    }
    return facts;
  }
}
