package org.llmrec.lab.search;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.retrieve.signal.Candidates;
import org.llmrec.retrieve.signal.SearchSignals;
import org.llmrec.train.list.ListLearning;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;
import org.llmrec.train.search.QueryFeatures;
import org.llmrec.train.search.SearchLearning;
import org.llmrec.train.search.SearchLearning.Orders;
import org.llmrec.train.search.SearchTrainer;

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
    this.depth = settings.integer("depth", SearchTrainer.DEPTH, 1, 100_000);
    this.knownItems = settings.integer("known-items", 0, 0, 100_000);
    this.folds = settings.integer("folds", SearchLearning.FOLDS, 2, 1_000);
    ListLearning standard = SearchLearning.STANDARD;
    this.learning =
        new ListLearning(
            NAME + ".learning-rate",
            settings.integer("hidden", standard.hidden(), 0, 4_096),
            settings.integer("epochs", standard.epochs(), 1, 100_000),
            settings.integer("batch", standard.batch(), 1, 1_000_000),
            settings.number("learning-rate", standard.rate(), 1e-7, 1),
            settings.number("l2", standard.l2(), 0, 1e3),
            settings.number("dropout", standard.dropout(), 0, 0.99),
            standard.networks());
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
    int[] counts = data.positives().popularity();
    SearchLearning learner =
        new SearchLearning(learning, folds, SearchSignals.FUSED, context.seed(), context.threads());
    Orders orders =
        learner
            .learn(
                query -> told(opened.signals().of(query, data.items().size())),
                data.items(),
                new SearchLearning.Queries(
                    data.queries(),
                    data.clicked(),
                    opened.knownItems().draw(knownItems, counts, context.seed())))
            .orElseThrow(() -> nothing(data));
    return new FittedSearch(
        NAME,
        new LearntOrder(opened.signals(), orders.whole().network(), orders.without()),
        opened.resource(),
        facts(orders),
        orders.whole().curve());
  }

  private static QueryFeatures.Told told(Candidates found) {
    return new QueryFeatures.Told(found.items(), found.names(), found.features());
  }

  private static ConfigException nothing(TrainingData data) {
    return new ConfigException(
        DataCode.DATA_EMPTY,
        NAME
            + ": expected judged queries of which words or vectors find an item, to learn from,"
            + " found none among "
            + data.queries().size()
            + "; name judgements, or let known-items: 300 make queries up");
  }

  /** How many lists were learnt from and, of a weighted sum, its weights by feature. */
  private Map<String, Double> facts(Orders orders) {
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put("judged lists", (double) orders.judgedLists());
    facts.put("other lists", (double) orders.otherLists());
    if (learning.hidden() == 0) {
      float[] weights = orders.whole().network().direct();
      for (int f = 0; f < weights.length; f++) {
        facts.put("weight of " + orders.features().get(f), (double) weights[f]);
      }
    }
    return facts;
  }
}
