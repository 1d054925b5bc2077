package org.llmrec.lab.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.encode.TextEncoder;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.lab.arm.TextArm.Change;
import org.llmrec.retrieve.Fusion;
import org.llmrec.retrieve.WordAnalysis;
import org.llmrec.retrieve.WordScoring;
import org.llmrec.retrieve.signal.CatalogueSignals;
import org.llmrec.retrieve.signal.FieldCosines;
import org.llmrec.retrieve.signal.FusedRanks;
import org.llmrec.retrieve.signal.LikedTogether;
import org.llmrec.retrieve.signal.QueryScorer;
import org.llmrec.retrieve.signal.SearchSignals;
import org.llmrec.retrieve.signal.TitleWords;
import org.llmrec.retrieve.signal.WordKind;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.MethodFactory;
import org.llmrec.train.method.Settings;
import org.llmrec.train.method.TextVectors;

/**
 * The ways to search a catalogue, as methods that can be compared. They rank for queries only. A
 * query's vector is computed once for all methods of one instance, whatever their texts.
 *
 * <table>
 * <caption>Methods and their settings</caption>
 * <tr><td>{@code bm25}</td><td>BM25F over title, categories, description, attributes and answers in
 *   the product's own index: {@code title 5, categories 3, description 2, attributes 1, answers 1}
 *   (each 0, or from 1 on), {@code k1 1.2}, {@code b 0.75}; {@code extras none}, or {@code served}
 *   to count phrases and whole titles too, as the product does</td></tr>
 * <tr><td>{@code dense}</td><td>cosine of the query's vector with the item's: {@code fields max}
 *   of its fields, or {@code mean}</td></tr>
 * <tr><td>{@code rrf}</td><td>reciprocal rank fusion of the two (Cormack, Clarke and Büttcher, SIGIR
 *   2009) with all of their settings, {@code k 20} and {@code weight 0.5} of the words</td></tr>
 * <tr><td>{@code learnt-search}</td><td>the best {@code depth 200} by words and by vectors in an
 *   order that is learnt from judged queries ({@link TrainingData#queries}) and {@code known-items
 *   0} made-up ones; a weighted sum, or with {@code hidden} units a network; {@code epochs 200},
 *   {@code batch 64}, {@code learning-rate 0.02}, {@code l2 0.03}, {@code dropout 0}, {@code folds
 *   5}</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
public final class SearchMethods {
  /** The names, in their order. */
  public static final List<String> NAMES = List.of("bm25", "dense", LearntSearch.NAME, "rrf");

  private static final double HEAVIEST = 1_000;

  private final QueryVectors queries;

  /**
   * With an encoder for queries, the one that made the items' vectors.
   *
   * @param encoder asked for when a method needs one; it stays the caller's
   */
  public SearchMethods(Supplier<TextEncoder> encoder) {
    this.queries = new QueryVectors(encoder);
  }

  /**
   * The methods by name, over the texts of one arm. {@code bm25} reads the texts themselves; {@code
   * dense} and {@code rrf} also take the same arm's vectors from the {@link FitContext}.
   *
   * <p>The factories refuse an arm with {@code tfidf}: of the query there are no such vectors, and
   * words are counted by {@code bm25} anyway.
   */
  public SortedMap<String, MethodFactory> of(ArmTexts texts) {
    SortedMap<String, MethodFactory> methods = new TreeMap<>();
    methods.put("bm25", settings -> bm25(texts, settings));
    methods.put("dense", settings -> dense(texts, settings));
    methods.put("rrf", settings -> rrf(texts, settings));
    methods.put(LearntSearch.NAME, settings -> learnt(texts, settings));
    return methods;
  }

  private static Method bm25(ArmTexts texts, Settings settings) {
    refuseCounted("bm25", texts);
    WordScoring scoring = scoring(settings);
    return new SearchMethod(
        settings.taken(),
        false,
        (data, context) -> {
          WordIndex index = index(texts, data, context);
          return new FittedSearch("bm25", index.scorer(scoring), index::close);
        });
  }

  private Method dense(ArmTexts texts, Settings settings) {
    refuseCounted("dense", texts);
    boolean mean = mean(settings);
    return new SearchMethod(
        settings.taken(),
        true,
        (data, context) ->
            new FittedSearch("dense", cosines("dense", data, context, mean), () -> {}));
  }

  private Method rrf(ArmTexts texts, Settings settings) {
    refuseCounted("rrf", texts);
    WordScoring scoring = scoring(settings);
    boolean mean = mean(settings);
    int k = settings.integer("k", Fusion.K, 0, 10_000);
    double weight = settings.number("weight", 0.5, 0, 1);
    Map<String, Object> taken = settings.taken();
    return new SearchMethod(
        taken,
        true,
        (data, context) -> {
          QueryScorer vectors = cosines("rrf", data, context, mean);
          WordIndex index = index(texts, data, context);
          return new FittedSearch(
              "rrf", new FusedRanks(index.scorer(scoring), vectors, k, weight), index::close);
        });
  }

  private Method learnt(ArmTexts texts, Settings settings) {
    refuseCounted(LearntSearch.NAME, texts);
    return new LearntSearch(
        (data, context, depth) -> {
          FieldCosines vectors = cosines(LearntSearch.NAME, data, context, false);
          WordIndex index = index(texts, data, context);
          SearchSignals signals = signals(texts, data, index, vectors, depth);
          return new LearntSearch.Opened(
              signals, new KnownItems(texts, data.items()), index::close);
        },
        settings);
  }

  /** What the features come from. */
  static SearchSignals signals(
      ArmTexts texts, TrainingData data, WordIndex index, FieldCosines vectors, int depth) {
    Map<String, Item> items = new HashMap<>();
    texts.items().forEach(item -> items.put(item.id(), item));
    List<Item> shown =
        data.items().asList().stream()
            .map(id -> items.getOrDefault(id, new Item(id, "", "", List.of(), Map.of())))
            .toList();
    SequencedMap<String, QueryScorer> kinds = new LinkedHashMap<>();
    for (WordKind kind : WordKind.values()) {
      kinds.put(kind.label(), index.scorer(kind.only()));
    }
    return new SearchSignals(
        index.scorer(WordScoring.STANDARD.plain()),
        kinds,
        without(shown, texts),
        vectors,
        TitleWords.of(new WordAnalysis()::terms, shown.stream().map(Item::title).toList()),
        new LikedTogether(data.positives().usersByItem(), data.users().size()),
        depth);
  }

  /** By a kind's label, which items have no such text. */
  private static Map<String, IntPredicate> without(List<Item> items, ArmTexts texts) {
    Map<String, IntPredicate> without = new HashMap<>();
    int[] missing =
        items.stream()
            .mapToInt(item -> CatalogueSignals.missing(item, answered(item, texts)))
            .toArray();
    for (WordKind kind : WordKind.values()) {
      without.put(kind.label(), item -> kind.isIn(missing[item]));
    }
    return without;
  }

  private static boolean answered(Item item, ArmTexts texts) {
    return texts.arm().prompts().stream()
        .anyMatch(prompt -> texts.fields().getOrDefault(prompt, Map.of()).containsKey(item.id()));
  }

  private static WordIndex index(ArmTexts texts, TrainingData data, FitContext context)
      throws IOException {
    return WordIndex.build(
        texts.checkedFor(data), data.items(), context.scratch(), context.progress());
  }

  private FieldCosines cosines(String method, TrainingData data, FitContext context, boolean mean) {
    TextVectors vectors =
        context
            .texts()
            .orElseThrow(
                () ->
                    new ConfigException(
                        TrainingCode.TEXTS_MISSING,
                        method
                            + ": expected vectors of the items' texts, found none; name a text"
                            + " arm for it"));
    return new FieldCosines(
        ArmRows.of(vectors.checkedFor(data), data.items(), queries.dims()), queries::of, mean);
  }

  private static boolean mean(Settings settings) {
    return settings.choice("fields", "max", List.of("max", "mean")).equals("mean");
  }

  private static WordScoring scoring(Settings settings) {
    WordScoring standard = WordScoring.STANDARD;
    try {
      return new WordScoring(
          weight(settings, "title", standard.title()),
          weight(settings, "categories", standard.categories()),
          weight(settings, "description", standard.description()),
          weight(settings, "attributes", standard.attributes()),
          weight(settings, "answers", standard.answers()),
          (float) settings.number("k1", 1.2, 0, HEAVIEST),
          (float) settings.number("b", 0.75, 0, 1),
          settings.choice("extras", "none", List.of("none", "served")).equals("served"));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(OptionCode.OPTION_RANGE, "bm25: " + e.getMessage(), e);
    }
  }

  private static float weight(Settings settings, String name, double byDefault) {
    return (float) settings.number(name, byDefault, 0, HEAVIEST);
  }

  private static void refuseCounted(String method, ArmTexts texts) {
    if (texts.arm().has(Change.TFIDF)) {
      throw new ConfigException(
          TrainingCode.TEXTS_MISSING,
          method
              + ": expected texts to read, found the arm '"
              + texts.arm()
              + "', which only has vectors that no query has; leave out '"
              + Change.TFIDF.label()
              + "'");
    }
  }
}
