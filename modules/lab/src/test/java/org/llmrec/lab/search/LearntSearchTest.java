package org.llmrec.lab.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.encode.TextEncoder;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.lab.arm.ArmVectors;
import org.llmrec.lab.arm.Samples;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueIndexer;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.IndexedItem;
import org.llmrec.retrieve.signal.Candidates;
import org.llmrec.retrieve.signal.CatalogueSignals;
import org.llmrec.retrieve.signal.FieldCosines;
import org.llmrec.retrieve.signal.FusedRanks;
import org.llmrec.retrieve.signal.LikedTogether;
import org.llmrec.retrieve.signal.SearchSignals;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;
import org.llmrec.train.method.TextVectors;

/** The learnt order of a search, over the sample's books. */
class LearntSearchTest {
  private static final int BOOKS = 24;

  private static Samples books;
  private static TextEncoder encoder;
  private static ArmVectors vectors;
  private static SearchMethods methods;
  private static ArmTexts texts;
  private static Ids ids;

  @TempDir static Path cache;
  @TempDir Path scratch;

  @BeforeAll
  static void open() throws IOException {
    Samples all = Samples.books();
    books = new Samples(all.items().subList(0, BOOKS), all.answers());
    encoder = Samples.encoder();
    vectors = new ArmVectors(cache, encoder.manifest(), () -> encoder);
    methods = new SearchMethods(() -> encoder);
    texts = ArmTexts.of(TextArm.named("original"), books.items(), List.of(), 1);
    ids = Ids.of(books.items().stream().map(Item::id).toList());
  }

  @AfterAll
  static void close() {
    vectors.close();
    encoder.close();
  }

  /** The first items of the catalogue are liked by many, the last by nobody. */
  private static InteractionTable likes() {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    List<String> users = new ArrayList<>();
    for (int user = 0; user < BOOKS; user++) {
      users.add("u" + user);
      for (int item = 0; item < BOOKS - 1 - user; item++) {
        rows.add(user, item, 5, 0);
      }
    }
    return rows.build(Ids.of(users), ids);
  }

  /** Whatever is asked, people want what is liked most. */
  private static List<JudgedQuery> wantsPopular() {
    List<JudgedQuery> queries = new ArrayList<>();
    List<String> typed =
        List.of("a story", "love", "old war", "the sea", "ghosts", "a journey", "family", "money");
    for (String text : typed) {
      TreeMap<String, Integer> judged = new TreeMap<>(Map.of(ids.get(0), 2, ids.get(1), 1));
      queries.add(new JudgedQuery(text.replace(' ', '+'), text, judged));
    }
    return queries;
  }

  private FittedMethod fit(Map<String, Object> settings, List<JudgedQuery> queries)
      throws IOException {
    return fit("learnt-search", settings, queries);
  }

  private FittedMethod fit(String name, Map<String, Object> settings, List<JudgedQuery> queries)
      throws IOException {
    Method method = methods.of(texts).get(name).create(Settings.of(name, settings));
    return method.fit(TrainingData.everything(likes(), queries), context());
  }

  private FitContext context() throws IOException {
    TextVectors encoded = vectors.of(texts, Progress.silent());
    return new FitContext(3, 1, Optional.of(encoded), scratch, Progress.silent());
  }

  private static float[] scores(FittedMethod fitted, String query) {
    float[] scores = new float[BOOKS];
    fitted.score(new Asker.QueryText(query), scores);
    return scores;
  }

  @Test
  void whatTheJudgementsGoByIsLearntForOtherQueries() throws IOException {
    try (FittedMethod fitted = fit(Map.of("l2", 0, "folds", 2), wantsPopular())) {
      float[] scores = scores(fitted, "a vampire count");
      int[] ranks = FusedRanks.ranks(scores);
      assertTrue(ranks[0] <= 5, Arrays.toString(ranks));
      assertTrue(ranks[1] <= 5, Arrays.toString(ranks));
      assertEquals(8, fitted.facts().get("judged lists"));
      assertTrue(fitted.facts().get("weight of popularity") > 0, fitted.facts().toString());
      assertFalse(fitted.curve().isEmpty());
    }
  }

  @Test
  void aQueryIsAnsweredByWhatWasLearntWithoutIt() throws IOException {
    List<JudgedQuery> queries = new ArrayList<>(wantsPopular());
    float[] without;
    try (FittedMethod fitted = fit(Map.of("folds", 8, "epochs", 20), queries)) {
      without = scores(fitted, "money");
    }
    // What is judged right for it is another thing now, and must not show.
    queries.removeIf(query -> query.text().equals("money"));
    queries.add(new JudgedQuery("money", "money", new TreeMap<>(Map.of(ids.get(BOOKS - 1), 3))));
    try (FittedMethod fitted = fit(Map.of("folds", 8, "epochs", 20), queries)) {
      assertArrayEquals(without, scores(fitted, "money"));
      assertFalse(Arrays.equals(without, scores(fitted, "money!")));
    }
  }

  @Test
  void theOnlyJudgedQueryIsAnsweredByTheFusion() throws IOException {
    JudgedQuery only =
        new JudgedQuery("sea", "the sea", new TreeMap<>(Map.of(ids.get(BOOKS - 1), 1)));
    float[] fused;
    try (FittedMethod fitted = fit("rrf", Map.of(), List.of())) {
      fused = scores(fitted, "the sea");
    }
    try (FittedMethod fitted = fit(Map.of("epochs", 5), List.of(only))) {
      assertArrayEquals(FusedRanks.ranks(fused), FusedRanks.ranks(scores(fitted, "the sea")));
    }
  }

  @Test
  void clicksOnOtherQueriesAreLearntFrom() throws IOException {
    TreeMap<String, SortedMap<String, Double>> clicked = new TreeMap<>();
    for (JudgedQuery query : wantsPopular()) {
      clicked.put(query.text(), new TreeMap<>(Map.of(ids.get(0), 0.9, ids.get(9), 0.0)));
    }
    List<JudgedQuery> judged =
        List.of(
            new JudgedQuery("sea", "the sea", new TreeMap<>(Map.of(ids.get(7), 1))),
            new JudgedQuery("war", "war", new TreeMap<>(Map.of(ids.get(8), 1))));
    ProtocolSplit split =
        ProtocolSplit.search(judged, likes(), ids.asList(), 1).learningFrom(clicked);
    assertEquals(7, split.testing().clicked().size(), "the sea is judged");
    Method method =
        methods
            .of(texts)
            .get("learnt-search")
            .create(Settings.of("learnt-search", Map.of("epochs", 5, "folds", 2)));
    try (FittedMethod fitted = method.fit(split.testing(), context())) {
      assertEquals(7, fitted.facts().get("other lists"));
      assertEquals(1, fitted.facts().get("judged lists"));
    }
  }

  @Test
  void whatIsBelowTheCandidatesIsInTheOrderOfTheFusion() throws IOException {
    String query = "a vampire count";
    float[] fused;
    try (FittedMethod fitted = fit("rrf", Map.of(), List.of())) {
      fused = scores(fitted, query);
    }
    try (FittedMethod fitted = fit(Map.of("depth", 2, "epochs", 5), wantsPopular())) {
      float[] scores = scores(fitted, query);
      int candidates = 0;
      for (int item = 0; item < BOOKS; item++) {
        if (scores[item] >= 2) {
          candidates++;
        } else {
          assertEquals(fused[item], scores[item]);
        }
      }
      assertTrue(candidates >= 2 && candidates <= 4, "candidates: " + candidates);
    }
  }

  @Test
  void equalFitsScoreAlikeAndLeaveNothingBehind() throws IOException {
    Map<String, Object> settings = Map.of("hidden", 4, "known-items", 20, "epochs", 5);
    float[] first;
    try (FittedMethod fitted = fit(settings, wantsPopular())) {
      first = scores(fitted, "a journey by sea");
      assertTrue(fitted.facts().get("other lists") > 10);
    }
    try (FittedMethod fitted = fit(settings, wantsPopular())) {
      assertArrayEquals(first, scores(fitted, "a journey by sea"));
    }
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void withoutJudgementsQueriesAreMadeUpOrItIsRefused() throws IOException {
    String message =
        assertThrows(ConfigException.class, () -> fit(Map.of(), List.of())).getMessage();
    assertTrue(message.contains("known-items: 300"), message);
    try (FittedMethod fitted =
        fit(Map.of("known-items", 60, "folds", 2, "epochs", 50), List.of())) {
      Item dracula = books.items().get(ids.indexOf("b002"));
      assertEquals(1, FusedRanks.ranks(scores(fitted, dracula.title()))[ids.indexOf("b002")]);
    }
  }

  @Test
  void madeUpQueriesAreWordsOfTheirItem() {
    int[] counts = new int[BOOKS];
    counts[5] = 100_000;
    Map<String, Integer> drawn = new HashMap<>();
    List<JudgedQuery> queries = new KnownItems(texts, ids).draw(50, counts, 1);
    for (JudgedQuery query : queries) {
      String item = query.judged().firstKey();
      String text =
          (books.items().get(ids.indexOf(item)).title()
                  + " "
                  + texts.fields().get("description").get(item))
              .toLowerCase(Locale.ROOT);
      for (String word : query.text().split(" ")) {
        assertTrue(text.contains(word), word + " of " + text);
      }
      drawn.merge(item, 1, Integer::sum);
    }
    assertTrue(drawn.get(ids.get(5)) > 40, "drawn as often as liked: " + drawn);
    assertEquals(queries, new KnownItems(texts, ids).draw(50, counts, 1));
    Set<String> asked = new HashSet<>(queries.stream().map(JudgedQuery::text).toList());
    assertEquals(queries.size(), asked.size());
  }

  @Test
  void aBuiltCatalogueTellsTheSameFeaturesAsTheExperiment() throws IOException {
    TextVectors encoded = vectors.of(texts, Progress.silent());
    VectorFile rows = encoded.fields().values().iterator().next();
    assertEquals(1, encoded.fields().size());
    Path served = scratch.resolve("served");
    CatalogueIndexer.build(
        served,
        IntStream.range(0, BOOKS)
            .mapToObj(
                i ->
                    new IndexedItem(
                        i,
                        books.items().get(i),
                        Map.of(),
                        0,
                        rows.row(rows.row(ids.get(i))),
                        null)),
        Progress.silent());
    TrainingData data = TrainingData.everything(likes());
    try (CatalogueIndex index = CatalogueIndex.open(served);
        WordIndex words = WordIndex.build(texts, ids, scratch, Progress.silent())) {
      CatalogueView view = CatalogueView.of(index);
      CatalogueSearch search = view.search(Filter.none(), new int[0], Deadline.none());
      QueryVectors queries = new QueryVectors(() -> encoder);
      int[] missing =
          books.items().stream().mapToInt(i -> CatalogueSignals.missing(i, false)).toArray();
      CatalogueSignals serving =
          new CatalogueSignals(
              index, new LikedTogether(likes().usersByItem(), data.users().size()), missing, 7);
      SearchSignals experiment =
          SearchMethods.signals(
              texts,
              data,
              words,
              new FieldCosines(ArmRows.of(encoded, ids, encoder.dims()), queries::of, false),
              7);
      for (String query : List.of("a vampire count", "the sea", "Dracula", "qwertyuiop")) {
        Candidates expected = experiment.of(query, BOOKS);
        Candidates found = serving.of(view, search, query, queries.of(query));
        assertArrayEquals(expected.items(), found.items(), query);
        for (int f = 0; f < expected.names().size(); f++) {
          assertArrayEquals(
              expected.features()[f], found.features()[f], 1e-4f, expected.names().get(f));
        }
        float[] direct = new float[expected.names().size()];
        for (int f = 0; f < direct.length; f++) {
          direct[f] = (f % 5) - 1.5f;
        }
        ListNetwork network = new ListNetwork(direct, new float[0], new float[0], new float[0]);
        float[] wanted = new float[BOOKS];
        expected.score(network, wanted);
        float[] scores = new float[BOOKS];
        found.score(network, scores);
        assertArrayEquals(wanted, scores, 1e-3f, query);
      }
    }
  }
}
