package org.llmrec.lab.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.encode.TextEncoder;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.lab.arm.ArmVectors;
import org.llmrec.lab.arm.Samples;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.retrieve.signal.FusedRanks;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;
import org.llmrec.train.method.TextVectors;

/** Searches over the sample's books, by what people would type. */
class SearchMethodsTest {
  private static final String VAMPIRE = "a solicitor meets a vampire count in Transylvania";
  private static TextEncoder encoder;
  private static ArmVectors vectors;
  private static Samples books;

  /** With those that were written from interactions, which no split here trains on. */
  private static List<Answer> guided;

  private static SearchMethods methods;

  @TempDir static Path cache;
  @TempDir Path scratch;

  @BeforeAll
  static void open() throws IOException {
    Samples all = Samples.books();
    guided = all.answers();
    books =
        new Samples(
            all.items().subList(0, 20),
            guided.stream().filter(answer -> answer.prompt().matches("rec-(tag|infer)")).toList());
    encoder = Samples.encoder();
    vectors = new ArmVectors(cache, encoder.manifest(), () -> encoder);
    methods = new SearchMethods(() -> encoder);
  }

  @AfterAll
  static void close() {
    vectors.close();
    encoder.close();
  }

  private static ArmTexts texts(String arm) {
    return ArmTexts.of(TextArm.named(arm), books.items(), books.answers(), 1);
  }

  private static Method method(String name, String arm, Map<String, Object> settings) {
    return methods.of(texts(arm)).get(name).create(Settings.of(name, settings));
  }

  /** All books, and nobody who read them. */
  private static TrainingData data(List<String> items) {
    InteractionTable.Builder none = new InteractionTable.Builder();
    return TrainingData.everything(none.build(Ids.of(List.of()), Ids.of(items)));
  }

  private static List<String> ids() {
    return books.items().stream().map(Item::id).toList();
  }

  private FitContext context(Optional<TextVectors> texts) {
    return new FitContext(1, 1, texts, scratch, Progress.silent());
  }

  private FittedMethod fit(Method method, String arm, List<String> items) throws IOException {
    Optional<TextVectors> texts =
        method.usesText()
            ? Optional.of(vectors.of(texts(arm), Progress.silent()))
            : Optional.empty();
    return method.fit(data(items), context(texts));
  }

  private float[] scores(String name, String arm, Map<String, Object> settings, String query)
      throws IOException {
    try (FittedMethod fitted = fit(method(name, arm, settings), arm, ids())) {
      float[] scores = new float[ids().size()];
      fitted.score(new Asker.QueryText(query), scores);
      return scores;
    }
  }

  private static String best(float[] scores) {
    int best =
        IntStream.range(0, scores.length)
            .reduce((a, b) -> scores[b] > scores[a] ? b : a)
            .orElseThrow();
    return books.items().get(best).title();
  }

  @Test
  void everyMethodFindsTheBook() throws IOException {
    assertEquals(SearchMethods.NAMES, List.copyOf(methods.of(texts("all")).keySet()));
    for (String name : SearchMethods.NAMES) {
      for (String arm : List.of("original", "all")) {
        // Nobody judged anything here, so what is to be learnt has to be made up.
        Map<String, Object> settings =
            name.equals("learnt-search")
                ? Map.of("known-items", 60, "folds", 2, "epochs", 50)
                : Map.of();
        assertEquals("Dracula", best(scores(name, arm, settings, VAMPIRE)), name + " " + arm);
      }
    }
  }

  @Test
  void wordsFindOnlyWhatHasThem() throws IOException {
    float[] scores = scores("bm25", "original", Map.of(), "vampire");
    for (int i = 0; i < scores.length; i++) {
      boolean has = books.items().get(i).description().contains("vampire");
      assertEquals(has, scores[i] > Float.NEGATIVE_INFINITY, books.items().get(i).title());
    }
    float[] nothing = new float[scores.length];
    Arrays.fill(nothing, Float.NEGATIVE_INFINITY);
    assertArrayEquals(nothing, scores("bm25", "original", Map.of(), "qwertyuiop"));
    assertArrayEquals(nothing, scores("bm25", "original", Map.of(), ""));
  }

  @Test
  void theWordsAreThoseOfTheArm() throws IOException {
    assertEquals("Dracula", best(scores("bm25", "title", Map.of(), "dracula")));
    float none = Float.NEGATIVE_INFINITY;
    for (float score : scores("bm25", "title", Map.of(), "Transylvania")) {
      assertEquals(none, score);
    }
    // An author is an attribute: not of a title, and not of an anonymised book.
    assertEquals("Dracula", best(scores("bm25", "original", Map.of(), "Bram Stoker")));
    for (String arm : List.of("title", "original/anonymised")) {
      assertEquals(none, scores("bm25", arm, Map.of(), "Stoker")[dracula()], arm);
    }
    assertEquals(none, scores("bm25", "original/anonymised", Map.of(), "Dracula")[dracula()]);
    String tag = answer("rec-tag").split(", ")[0];
    assertTrue(scores("bm25", "rec-tag", weights(0, 1), tag)[dracula()] > 0);
    assertEquals(none, scores("bm25", "original", weights(0, 1), tag)[dracula()]);
  }

  private static Map<String, Object> weights(int description, int answers) {
    return Map.of(
        "title",
        0,
        "categories",
        0,
        "attributes",
        0,
        "description",
        description,
        "answers",
        answers);
  }

  private static int dracula() {
    return ids().indexOf("b002");
  }

  private static String answer(String prompt) {
    return books.answers().stream()
        .filter(a -> a.item().equals("b002") && a.prompt().equals(prompt))
        .findFirst()
        .orElseThrow()
        .answer();
  }

  @Test
  void extrasAndWeightsChangeTheScore() throws IOException {
    float[] plain = scores("bm25", "original", Map.of(), "old vampire");
    assertFalse(
        Arrays.equals(
            plain, scores("bm25", "original", Map.of("extras", "served"), "old vampire")));
    assertFalse(Arrays.equals(plain, scores("bm25", "original", Map.of("k1", 0.4), "old vampire")));
  }

  @Test
  void aVectorsScoreIsTheCosineWithTheFields() throws IOException {
    TextVectors texts = vectors.of(texts("rec-tag"), Progress.silent());
    float[] query = encoder.encode(List.of(VAMPIRE)).vectors()[0];
    float[] max = scores("dense", "rec-tag", Map.of("fields", "max"), VAMPIRE);
    float[] mean = scores("dense", "rec-tag", Map.of("fields", "mean"), VAMPIRE);
    for (int i = 0; i < max.length; i++) {
      List<Float> cosines = new ArrayList<>();
      String id = ids().get(i);
      texts
          .fields()
          .values()
          .forEach(file -> cosines.add(Vectors.cosine(query, file.row(file.row(id)))));
      assertEquals(2, cosines.size());
      assertEquals(Math.max(cosines.get(0), cosines.get(1)), max[i], 1e-5f);
      assertEquals((cosines.get(0) + cosines.get(1)) / 2, mean[i], 1e-5f);
    }
  }

  @Test
  void fusionJoinsTheRanksOfBoth() throws IOException {
    int[] words = FusedRanks.ranks(scores("bm25", "all", Map.of(), VAMPIRE));
    int[] dense = FusedRanks.ranks(scores("dense", "all", Map.of(), VAMPIRE));
    float[] fused = scores("rrf", "all", Map.of("k", 60, "weight", 0.25), VAMPIRE);
    for (int i = 0; i < fused.length; i++) {
      double expected = (words[i] == 0 ? 0 : 0.25 / (60 + words[i])) + 0.75 / (60 + dense[i]);
      assertEquals(expected, fused[i], 1e-9);
    }
    float[] wordsOnly = scores("rrf", "all", Map.of("weight", 1), VAMPIRE);
    for (int i = 0; i < wordsOnly.length; i++) {
      assertEquals(words[i] > 0, wordsOnly[i] > Float.NEGATIVE_INFINITY);
    }
  }

  @Test
  void equalScoresHaveEqualRanks() {
    float none = Float.NEGATIVE_INFINITY;
    assertArrayEquals(
        new int[] {2, 0, 1, 2, 4, 4, 0},
        FusedRanks.ranks(new float[] {0.5f, none, 2, 0.5f, -0f, 0, none}));
    assertArrayEquals(new int[0], FusedRanks.ranks(new float[0]));
  }

  @Test
  void theOrderOfItemsChangesNoScore() throws IOException {
    List<String> shuffled = new ArrayList<>(ids());
    Collections.shuffle(shuffled, new Random(2));
    shuffled.add("an item without texts");
    for (String name : List.of("bm25", "dense", "rrf")) {
      float[] expected = scores(name, "all", Map.of(), VAMPIRE);
      float[] scores = new float[shuffled.size()];
      try (FittedMethod fitted = fit(method(name, "all", Map.of()), "all", shuffled)) {
        fitted.score(new Asker.QueryText(VAMPIRE), scores);
      }
      // One item more in the index moves BM25 a little; the ranks are what counts.
      for (int i = 0; i < expected.length; i++) {
        int moved = shuffled.indexOf(ids().get(i));
        assertEquals(FusedRanks.ranks(expected)[i], FusedRanks.ranks(scores)[moved], name);
      }
      assertEquals(Float.NEGATIVE_INFINITY, scores[shuffled.size() - 1], name);
    }
  }

  @Test
  void threadsMayShareOne() throws IOException {
    try (FittedMethod fitted = fit(method("rrf", "all", Map.of()), "all", ids())) {
      List<String> queries = books.items().stream().map(Item::title).toList();
      List<List<Float>> alone = queries.stream().map(q -> list(fitted, q)).toList();
      assertEquals(alone, queries.parallelStream().map(q -> list(fitted, q)).toList());
      assertNotEquals(1, new LinkedHashSet<>(alone).size());
    }
  }

  private static List<Float> list(FittedMethod fitted, String query) {
    float[] scores = new float[ids().size()];
    fitted.score(new Asker.QueryText(query), scores);
    List<Float> list = new ArrayList<>();
    for (float score : scores) {
      list.add(score);
    }
    return list;
  }

  @Test
  void settingsAreNamedWithTheirDefaults() {
    assertEquals(
        "{title=5.0, categories=3.0, description=2.0, attributes=1.0, answers=1.0, k1=1.2, b=0.75,"
            + " extras=none}",
        method("bm25", "all", Map.of()).settings().toString());
    assertEquals(
        Map.of("fields", "mean"), method("dense", "all", Map.of("fields", "mean")).settings());
    assertEquals(
        List.of("fields", "k", "weight"),
        List.copyOf(method("rrf", "all", Map.of()).settings().keySet()).subList(8, 11));
    for (String name : SearchMethods.NAMES) {
      assertEquals(name.equals("learnt-search"), method(name, "all", Map.of()).usesSeed(), name);
      assertEquals(!name.equals("bm25"), method(name, "all", Map.of()).usesText());
    }
  }

  @Test
  void whatCannotBeIsRefusedInASentence() throws IOException {
    assertRefused(() -> method("bm25", "all", Map.of("title", 0.5)), "the weight of a text");
    assertRefused(
        () -> method("dense", "all", Map.of("k1", 1)), "expected settings among [fields]");
    assertRefused(() -> method("dense", "all/tfidf", Map.of()), "leave out 'tfidf'");
    Method dense = method("dense", "all", Map.of());
    assertRefused(() -> dense.fit(data(ids()), context(Optional.empty())), "name a text arm");
    ArmTexts leaking = ArmTexts.of(TextArm.named("eng"), books.items(), guided, 1);
    Method leak = methods.of(leaking).get("bm25").create(Settings.of("bm25", Map.of()));
    assertRefused(() -> leak.fit(data(ids()), context(Optional.empty())), "Write them anew");
    TextVectors counted = vectors.of(texts("all/tfidf"), Progress.silent());
    assertRefused(
        () -> dense.fit(data(ids()), context(Optional.of(counted))), "encoded as queries are");
    try (FittedMethod fitted = fit(method("bm25", "all", Map.of()), "all", ids())) {
      String message =
          assertThrows(
                  UnsupportedOperationException.class,
                  () -> fitted.score(new Asker.Reader(0, new int[] {1}), new float[ids().size()]))
              .getMessage();
      assertTrue(message.startsWith("bm25 answers queries"), message);
    }
  }

  private static void assertRefused(Executable what, String part) {
    String message = assertThrows(ConfigException.class, what).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    scores("rrf", "all", Map.of(), VAMPIRE);
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
