package org.llmrec.lab.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.JudgedQuery;
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
 * by what was learnt from all. Queries made up from the catalogue ({@link KnownItems}) are learnt
 * from beside them, where wanted.
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
    Map<String, Integer> foldOf = folds(data.queries());
    List<List<RankedList>> lists = new ArrayList<>();
    IntStream.rangeClosed(0, folds).forEach(fold -> lists.add(new ArrayList<>()));
    List<String> names = new ArrayList<>();
    Function<JudgedQuery, Optional<RankedList>> list =
        query -> {
          Candidates found = opened.signals().of(query.text(), data.items().size());
          names.clear();
          names.addAll(found.names());
          return LearntOrder.list(found, query, data.items());
        };
    for (JudgedQuery query : data.queries()) {
      list.apply(query).ifPresent(lists.get(foldOf.get(query.text()))::add);
    }
    // Made-up queries are nobody's, so every fold may learn from them.
    int[] counts = data.positives().popularity();
    for (JudgedQuery query : opened.knownItems().draw(knownItems, counts, context.seed())) {
      list.apply(query).ifPresent(lists.get(folds)::add);
    }
    int all = lists.stream().mapToInt(List::size).sum();
    if (all == 0) {
      throw new ConfigException(
          NAME
              + ": expected judged queries of which words or vectors find an item, to learn from,"
              + " found none among "
              + data.queries().size()
              + "; name judgements, or let known-items: 300 make queries up");
    }
    int features = names.size();
    Learnt whole = learn(lists, -1, features, context);
    Map<String, ListNetwork> without = new HashMap<>();
    for (int fold = 0; fold < folds; fold++) {
      if (all > lists.get(fold).size()) {
        int left = fold;
        ListNetwork network = learn(lists, left, features, context).network();
        foldOf.forEach(
            (text, own) -> {
              if (own == left) {
                without.put(text, network);
              }
            });
      }
    }
    return new FittedSearch(
        NAME,
        new LearntOrder(opened.signals(), whole.network(), without),
        opened.resource(),
        facts(names, whole.network(), lists),
        whole.curve());
  }

  /** By text, for the same question may have been judged twice. */
  private Map<String, Integer> folds(List<JudgedQuery> queries) {
    List<String> texts =
        queries.stream().map(JudgedQuery::text).distinct().sorted().collect(Collectors.toList());
    Map<String, Integer> folds = new HashMap<>();
    texts.forEach(text -> folds.put(text, folds.size() % this.folds));
    return folds;
  }

  private Learnt learn(List<List<RankedList>> lists, int left, int features, FitContext context) {
    List<RankedList> used =
        IntStream.range(0, lists.size())
            .filter(fold -> fold != left)
            .boxed()
            .flatMap(fold -> lists.get(fold).stream())
            .toList();
    return new ListLearner(used, features, learning).learn(0, context.seed(), context.threads());
  }

  /** How many lists were learnt from and, of a weighted sum, its weights by feature. */
  private Map<String, Double> facts(
      List<String> names, ListNetwork network, List<List<RankedList>> lists) {
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put("made-up lists", (double) lists.get(folds).size());
    facts.put("judged lists", (double) lists.subList(0, folds).stream().mapToInt(List::size).sum());
    if (learning.hidden() == 0) {
      for (int f = 0; f < names.size(); f++) {
        facts.put("weight of " + names.get(f), (double) network.direct()[f]);
      }
    }
    return facts;
  }
}
