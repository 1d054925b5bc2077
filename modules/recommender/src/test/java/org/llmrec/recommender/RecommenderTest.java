package org.llmrec.recommender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Verify;
import org.llmrec.retrieve.Filter;

class RecommenderTest {
  @TempDir Path folder;
  private TestWorkspace workspace;

  @BeforeEach
  void publish() throws IOException {
    workspace = TestWorkspace.publish(folder, 1, 60);
  }

  private static List<Note.Code> codes(Response response) {
    return response.notes().stream().map(Note::code).toList();
  }

  private static String message(Response response, Note.Code code) {
    return response.notes().stream()
        .filter(note -> note.code() == code)
        .findFirst()
        .orElseThrow()
        .message();
  }

  @Test
  void whateverIsUnusualIsNoted() {
    try (Recommender recommender = Recommender.open(folder)) {
      Response anyone = recommender.recommend(Request.forAnyone());
      assertEquals(List.of(Note.Code.NO_USER), codes(anyone));
      assertEquals(List.of(), codes(recommender.recommend(Request.forUser("u0"))));
      assertEquals(List.of(), codes(recommender.recommend(Request.forHistory("i1", "i2"))));

      Response stranger = recommender.recommend(Request.forUser("stranger"));
      assertEquals(List.of(Note.Code.UNKNOWN_USER), codes(stranger));
      assertEquals(ids(anyone), ids(stranger), "an unknown user gets the average user's list");

      assertEquals(
          List.of(Note.Code.EMPTY_HISTORY), codes(recommender.recommend(Request.forHistory())));
      Response unknown = recommender.recommend(Request.forHistory("i1", "x1", "x2"));
      assertEquals(List.of(Note.Code.UNKNOWN_ITEMS), codes(unknown));
      assertTrue(message(unknown, Note.Code.UNKNOWN_ITEMS).contains("x1, x2"));
      assertEquals(ids(recommender.recommend(Request.forHistory("i1"))), ids(unknown));

      assertEquals(
          List.of(Note.Code.FOLDED_IN), codes(recommender.recommend(Request.forUser("s0"))));
      assertEquals(
          List.of(Note.Code.EMPTY_QUERY),
          codes(recommender.recommend(Request.forUser("u0").query(" ?! "))));
      assertEquals(
          List.of(Note.Code.UNKNOWN_ITEMS, Note.Code.NOTHING_FOUND),
          codes(recommender.similar("x1")));
    }
  }

  private static List<String> ids(Response response) {
    return response.items().stream().map(Ranked::id).toList();
  }

  @Test
  void nothingFoundSaysWhy() {
    try (Recommender recommender = Recommender.open(folder)) {
      Response filtered =
          recommender.recommend(Request.forUser("u0").filter(Filter.anyCategory("Western")));
      assertTrue(message(filtered, Note.Code.NOTHING_FOUND).contains("filter"));
      List<String> all = workspace.items.stream().map(item -> item.id()).toList();
      Response seen = recommender.recommend(Request.forAnyone().history(all));
      assertTrue(message(seen, Note.Code.NOTHING_FOUND).contains("left out as seen"));
      Response words = recommender.recommend(Request.forQuery("xylophone"));
      assertTrue(message(words, Note.Code.NOTHING_FOUND).contains("a word of the query"));
    }
  }

  @Test
  void aHistoryTakesThePlaceOfTheTrainedTasteAndSeenItemsStayOut() {
    try (Recommender recommender = Recommender.open(folder)) {
      Request history = Request.forHistory("i1", "i2", "i3").includeSeen(true);
      Request both = history.user("u0");
      assertEquals(ids(recommender.recommend(history)), ids(recommender.recommend(both)));
      assertNotEquals(
          ids(recommender.recommend(history)),
          ids(recommender.recommend(Request.forHistory("i10", "i11", "i12").includeSeen(true))));
      Response without = recommender.recommend(both.includeSeen(false).k(60));
      assertTrue(ids(without).stream().noneMatch(workspace.seen.get("u0")::contains));
      assertEquals(
          ids(recommender.recommend(Request.forUser("u0"))),
          ids(recommender.recommend(Request.forUser("u0").history(List.of("x1")))),
          "a history of nothing known replaces nothing");
    }
  }

  @Test
  void reasonsNameLikedItemsAndMatchedWords() {
    try (Recommender recommender = Recommender.open(folder, TestWorkspace::encoder)) {
      Response byHistory = recommender.recommend(Request.forHistory("i1", "i2"));
      String first = workspace.item("i1").title();
      String second = workspace.item("i2").title();
      Set<String> possible =
          Set.of(
              "close to " + first + ", which you liked",
              "close to " + second + ", which you liked",
              "close to " + first + " and " + second + ", which you liked",
              "close to " + second + " and " + first + ", which you liked",
              "fits your taste");
      for (Ranked item : byHistory.items()) {
        assertTrue(possible.contains(item.reason()), item.reason());
      }
      assertTrue(byHistory.items().get(0).reason().startsWith("close to "));

      Ranked byQuery = recommender.recommend(Request.forQuery("Space OPERA")).items().get(0);
      assertTrue(byQuery.reason().startsWith("matches: "), byQuery.reason());
      Ranked both =
          recommender
              .recommend(Request.forQuery("Space OPERA").history(List.of("i1")))
              .items()
              .stream()
              .filter(item -> item.reason().contains("; "))
              .findFirst()
              .orElseThrow();
      assertTrue(both.reason().contains("your") || both.reason().contains("you liked"));
      Ranked average = recommender.recommend(Request.forAnyone()).items().get(0);
      assertTrue(average.reason().matches("popular: .*|fits the average user's taste"));
      Ranked similar = recommender.similar("i1").items().get(0);
      assertTrue(similar.reason().contains(first), similar.reason());
    }
  }

  @Test
  void withoutAnEncoderAQueryIsSearchedByWordsAndTheResponseSaysSo() {
    try (Recommender recommender = Recommender.open(folder)) {
      Response response = recommender.recommend(Request.forQuery("space opera"));
      assertEquals(List.of(Note.Code.WORDS_ONLY), codes(response));
      assertTrue(message(response, Note.Code.WORDS_ONLY).contains("has no encoder"));
      assertFalse(response.items().isEmpty());
      assertTrue(response.items().get(0).stage(Stage.TEXT).isEmpty());
    }
    QueryEncoder.Opener missingLibrary =
        () -> {
          throw new NoClassDefFoundError("ai/onnxruntime/OrtEnvironment");
        };
    try (Recommender recommender = Recommender.open(folder, missingLibrary)) {
      Response response = recommender.recommend(Request.forQuery("space opera"));
      assertTrue(message(response, Note.Code.WORDS_ONLY).contains("OrtEnvironment"));
    }
  }

  @Test
  void aDamagedEncoderIsAnErrorAndNotASilentFallback() {
    QueryEncoder.Opener damaged =
        () -> {
          throw new CorruptFileException(
              EncoderCode.MODEL_DAMAGED, Path.of("model.onnx"), "a", "b", "c");
        };
    try (Recommender recommender = Recommender.open(folder, damaged)) {
      assertThrows(
          CorruptFileException.class, () -> recommender.recommend(Request.forQuery("space")));
      assertFalse(recommender.recommend(Request.forUser("u0")).items().isEmpty());
    }
  }

  @Test
  void theEncoderIsOpenedOnceAndOnlyForAQuery() {
    AtomicInteger opened = new AtomicInteger();
    QueryEncoder.Opener counting =
        () -> {
          opened.incrementAndGet();
          return TestWorkspace.encoder();
        };
    try (Recommender recommender = Recommender.open(folder, counting)) {
      recommender.recommend(Request.forUser("u0"));
      assertEquals(0, opened.get());
      recommender.recommend(Request.forQuery("space"));
      recommender.recommend(Request.forQuery("love"));
      assertEquals(1, opened.get());
    }
  }

  @Test
  void aDeadlineThatHasPassedGivesAPartialAnswer() {
    try (Recommender recommender = Recommender.open(folder, TestWorkspace::encoder)) {
      Response taste = recommender.recommend(Request.forUser("u0").within(Duration.ZERO));
      assertTrue(taste.partial());
      assertEquals(10, taste.items().size(), "popularity costs nothing");
      assertTrue(message(taste, Note.Code.PARTIAL).contains("taste"));
      Response query = recommender.recommend(Request.forQuery("space").within(Duration.ZERO));
      assertEquals(List.of(Note.Code.PARTIAL, Note.Code.NOTHING_FOUND), codes(query));
      assertTrue(message(query, Note.Code.PARTIAL).contains("by words and the search by meaning"));
    }
  }

  @Test
  void numbersOutOfRangeAreRefusedByName() {
    for (int k : new int[] {0, -1, 1001}) {
      String message =
          assertThrows(ConfigException.class, () -> Request.forUser("u0").k(k)).getMessage();
      assertTrue(message.contains("1 to 1000") && message.contains("" + k), message);
    }
    assertThrows(ConfigException.class, () -> Request.forUser("u0").candidates(0));
    assertThrows(ConfigException.class, () -> new RecommenderOptions(0));
    try (Recommender recommender = Recommender.open(folder)) {
      Request narrow = Request.forUser("u0").k(30).candidates(20);
      String message =
          assertThrows(ConfigException.class, () -> recommender.recommend(narrow)).getMessage();
      assertTrue(message.contains("30") && message.contains("20"), message);
      assertThrows(ConfigException.class, () -> recommender.similar("i1", 0, Filter.none()));
      assertEquals(60, recommender.recommend(Request.forAnyone().k(1000)).items().size());
    }
  }

  @Test
  void closingReleasesThePinAndUseAfterwardsIsAnError() throws IOException {
    Recommender recommender = Recommender.open(folder);
    assertEquals(1, GenerationStore.pinned(folder).size());
    recommender.close();
    recommender.close();
    assertEquals(Set.of(), GenerationStore.pinned(folder));
    assertThrows(IllegalStateException.class, () -> recommender.recommend(Request.forUser("u0")));
    assertThrows(IllegalStateException.class, recommender::refresh);
  }

  @Test
  void openingWhatIsNotWholeFailsAndHoldsNothing() throws IOException {
    assertThrows(ConfigException.class, () -> Recommender.open(folder.resolve("nowhere")));
    Path index = folder.resolve("stages/index/0000000000000001");
    Path seen = index.resolve(OpenGeneration.SEEN);
    byte[] bytes = Files.readAllBytes(seen);
    bytes[0] ^= 1;
    Files.write(seen, bytes);
    assertThrows(CorruptFileException.class, () -> Recommender.open(folder));
    Files.delete(seen);
    assertThrows(LlmrecException.class, () -> Recommender.open(folder));
    assertEquals(Set.of(), GenerationStore.pinned(folder));
  }

  @Test
  void aBitThatTurnedOverAnywhereIsNamedUnlessOpeningIsToBeFast() throws IOException {
    List<FileEntry> files;
    try (Generation generation = Generation.pinCurrent(folder)) {
      files =
          generation.manifest().stages().values().stream()
              .flatMap(stage -> stage.files().stream())
              .filter(entry -> entry.size() > 0)
              .toList();
    }
    for (FileEntry entry : files) {
      Path file = folder.resolve(entry.path());
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 4;
      Files.write(file, bytes);
      CorruptFileException e =
          assertThrows(CorruptFileException.class, () -> Recommender.open(folder), entry.path());
      assertEquals(file, e.file());
      assertTrue(e.getMessage().contains("llmrec build --verify"), e.getMessage());
      bytes[bytes.length / 2] ^= 4;
      Files.write(file, bytes);
    }
    // The first number of the first row, whose head and tail are right.
    Path rows =
        files.stream()
            .map(entry -> folder.resolve(entry.path()))
            .filter(file -> file.endsWith("users.vec"))
            .findFirst()
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(rows);
    bytes[64] ^= 1;
    Files.write(rows, bytes);
    Recommender.open(folder, RecommenderOptions.defaults().verify(Verify.FAST)).close();
    assertThrows(CorruptFileException.class, () -> Recommender.open(folder));
  }

  @Test
  void refreshMovesToTheNewestGeneration() throws IOException {
    try (Recommender recommender = Recommender.open(folder)) {
      String old = recommender.generation();
      assertFalse(recommender.isStale());
      assertFalse(recommender.refresh());
      TestWorkspace.publish(folder, 2, 40);
      assertTrue(recommender.isStale());
      assertEquals(old, recommender.recommend(Request.forUser("u0")).generation());
      assertTrue(recommender.refresh());
      assertFalse(recommender.isStale());
      assertNotEquals(old, recommender.recommend(Request.forUser("u0")).generation());
      assertEquals(Set.of(recommender.generation()), GenerationStore.pinned(folder));
    }
  }

  @Test
  void aNewGenerationThatCannotBeOpenedLeavesTheOldOneServing() throws IOException {
    try (Recommender recommender = Recommender.open(folder)) {
      String old = recommender.generation();
      TestWorkspace.publish(folder, 2, 40);
      AtomicFiles.deleteTree(folder.resolve("stages/index/0000000000000002/lucene"));
      assertThrows(CorruptFileException.class, recommender::refresh);
      assertEquals(old, recommender.recommend(Request.forUser("u0")).generation());
    }
  }

  @Test
  void noRequestIsDroppedWhileGenerationsChange() throws Exception {
    ExecutorService threads =
        Executors.newFixedThreadPool(4, work -> new Thread(work, "asks while it changes"));
    AtomicBoolean stop = new AtomicBoolean();
    try (Recommender recommender = Recommender.open(folder, TestWorkspace::encoder)) {
      List<Future<Integer>> asking = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        asking.add(
            threads.submit(
                () -> {
                  int answered = 0;
                  while (!stop.get()) {
                    assertEquals(10, recommender.recommend(Request.forAnyone()).items().size());
                    recommender.recommend(Request.forUser("u1").query("space war"));
                    answered++;
                  }
                  return answered;
                }));
      }
      for (int seed = 2; seed < 8; seed++) {
        TestWorkspace.publish(folder, seed, 50);
        assertTrue(recommender.refresh());
        GenerationStore.retire(folder);
      }
      stop.set(true);
      for (Future<Integer> each : asking) {
        assertTrue(each.get() > 0);
      }
      assertEquals(1, GenerationStore.list(folder).size() - leftBehind());
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }

  /** A generation whose last request ended after the last tidying is still there, unpinned. */
  private int leftBehind() throws IOException {
    return GenerationStore.list(folder).size() - GenerationStore.pinned(folder).size();
  }
}
