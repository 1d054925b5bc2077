package org.llmrec.recommender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.journal.JournalContent;
import org.llmrec.core.journal.JournalEntry;

class LiveItemsTest {
  @TempDir Path folder;
  private TestWorkspace workspace;

  @BeforeEach
  void publish() throws IOException {
    workspace = TestWorkspace.publish(folder, 1, 60);
  }

  private Recommender open() {
    return Recommender.open(
        folder, RecommenderOptions.defaults().live(true), TestWorkspace::encoder);
  }

  private static Item item(String id, String title, String description) {
    return new Item(id, title, description, List.of("Drama"), Map.of());
  }

  private static List<String> ids(Response response) {
    return response.items().stream().map(Ranked::id).toList();
  }

  private static boolean notes(Response response, Note.Code code) {
    return response.notes().stream().anyMatch(note -> note.code() == code);
  }

  @Test
  void aNewItemIsFoundByWordsMeaningLikenessAndTaste() {
    try (Recommender recommender = open()) {
      recommender.live().put(item("new", "Zyzzyva", "a beetle of the tropics"));
      recommender.live().flush();
      Ranked first = recommender.recommend(Request.forQuery("zyzzyva")).items().get(0);
      assertEquals("new", first.id());
      assertEquals("matches: zyzzyva", first.reason());
      // The encoder of the test gives equal texts equal vectors and others random ones.
      Response meant = recommender.recommend(Request.forQuery("a beetle of the tropics"));
      assertEquals("new", ids(meant).get(0));
      assertTrue(
          meant.items().get(0).sources().stream()
              .anyMatch(s -> s.source() == org.llmrec.retrieve.Source.TEXT));
      Response all = recommender.recommend(Request.forUser("u0").includeSeen(true).k(61));
      assertTrue(ids(all).contains("new"));
      assertTrue(all.items().stream().allMatch(r -> Double.isFinite(r.score())));
      Response similar = recommender.similar("new");
      assertEquals(10, similar.items().size());
      assertFalse(ids(similar).contains("new"));
      Response history = recommender.recommend(Request.forHistory("new", "i1").k(60));
      assertFalse(notes(history, Note.Code.UNKNOWN_ITEMS));
      assertFalse(ids(history).contains("new"));
      LiveStatus status = recommender.live().status();
      assertEquals(1, status.items());
      assertEquals(0, status.wordsOnly());
      assertEquals(status.written(), status.findable());
    }
  }

  @Test
  void aDeletedItemIsInNoAnswer() {
    try (Recommender recommender = open()) {
      recommender.live().put(item("new", "Zyzzyva", ""));
      recommender.live().deleteAll(List.of("i1", "new", "never there"));
      recommender.live().flush();
      assertTrue(notes(recommender.similar("i1"), Note.Code.UNKNOWN_ITEMS));
      assertTrue(
          notes(recommender.recommend(Request.forHistory("i1", "i2")), Note.Code.UNKNOWN_ITEMS));
      for (String user : workspace.users) {
        Response response = recommender.recommend(Request.forUser(user).includeSeen(true).k(61));
        assertEquals(59, response.items().size());
        assertFalse(ids(response).contains("i1"));
      }
      assertFalse(ids(recommender.recommend(Request.forQuery("film 1").k(60))).contains("i1"));
      assertEquals(0, recommender.live().status().items());
    }
  }

  @Test
  void aReplacedItemIsStillSeen() {
    String user = "u0";
    String seen = workspace.seen.get(user).iterator().next();
    try (Recommender recommender = open()) {
      recommender.live().put(item(seen, "Zyzzyva", "another text"));
      recommender.live().flush();
      assertFalse(ids(recommender.recommend(Request.forUser(user).k(60))).contains(seen));
      Request anyone = Request.forQuery("zyzzyva");
      assertEquals("Zyzzyva", recommender.recommend(anyone).items().get(0).title());
      assertFalse(ids(recommender.recommend(anyone.user(user))).contains(seen));
    }
  }

  @Test
  void withoutAnEncoderItIsFoundByWords() {
    try (Recommender recommender =
        Recommender.open(folder, RecommenderOptions.defaults().live(true))) {
      recommender.live().put(item("new", "Zyzzyva", "a beetle"));
      recommender.live().flush();
      assertEquals(List.of("new"), ids(recommender.recommend(Request.forQuery("zyzzyva"))));
      LiveStatus status = recommender.live().status();
      assertEquals(1, status.wordsOnly());
      assertTrue(status.problem().orElseThrow().contains("has no encoder"));
      Response taste = recommender.recommend(Request.forUser("u0").includeSeen(true).k(61));
      assertTrue(taste.items().stream().allMatch(r -> Double.isFinite(r.score())));
      assertEquals(10, recommender.similar("new").items().size());
    }
  }

  @Test
  void liveItemsMustBeAskedForAndHaveOneWriter() throws IOException {
    try (Recommender plain = Recommender.open(folder)) {
      ConfigException e = assertThrows(ConfigException.class, plain::live);
      assertTrue(e.getMessage().contains("live(true)"), e.getMessage());
      assertFalse(Files.exists(folder.resolve("live")));
      try (Recommender first = open()) {
        ConfigException second = assertThrows(ConfigException.class, this::open);
        assertTrue(second.getMessage().contains("journal.jsonl"), second.getMessage());
        first.live().put(item("new", "Zyzzyva", ""));
      }
    }
    LiveItems closed;
    try (Recommender again = open()) {
      closed = again.live();
      assertEquals(List.of("new"), ids(again.recommend(Request.forQuery("zyzzyva").k(1))));
    }
    assertThrows(IllegalStateException.class, () -> closed.delete("new"));
    assertThrows(IllegalStateException.class, closed::flush);
    assertThrows(IllegalStateException.class, closed::status);
  }

  /** The answers after a restart are those of before, whatever happened. */
  @Test
  void aRestartChangesNothing() {
    long seed = 31;
    Random random = new Random(seed);
    List<Response> before = new ArrayList<>();
    Set<String> present = new TreeSet<>(workspace.items.stream().map(Item::id).toList());
    try (Recommender recommender = open()) {
      for (int round = 0; round < 60; round++) {
        String id = "i" + random.nextInt(80);
        if (random.nextInt(3) == 0) {
          recommender.live().delete(id);
          present.remove(id);
        } else {
          recommender.live().put(item(id, "Film " + random.nextInt(9), "space " + round));
          present.add(id);
        }
        if (random.nextInt(5) == 0) {
          recommender.live().flush();
        }
      }
      recommender.live().flush();
      before.addAll(answers(recommender));
    }
    try (Recommender recommender = open()) {
      List<Response> after = answers(recommender);
      for (int i = 0; i < after.size(); i++) {
        assertEquals(
            new TreeSet<>(ids(before.get(i))), new TreeSet<>(ids(after.get(i))), "seed " + seed);
      }
      Response all = recommender.recommend(Request.forAnyone().k(100));
      assertEquals(present, new TreeSet<>(ids(all)), "seed " + seed);
    }
  }

  private List<Response> answers(Recommender recommender) {
    List<Response> answers = new ArrayList<>();
    answers.add(recommender.recommend(Request.forQuery("space film").k(100)));
    workspace.users.forEach(u -> answers.add(recommender.recommend(Request.forUser(u).k(100))));
    return answers;
  }

  /** Publishes the same again, as a build that took the journal in up to an entry. */
  private void publishTaken(long sequence, String key) throws IOException {
    Path stage = folder.resolve(StageEntry.folder(OpenGeneration.IMPORT, key));
    Files.createDirectories(stage);
    Files.writeString(
        stage.resolve(OpenGeneration.IMPORT_REPORT),
        "{\"journal\": {\"sequence\": " + sequence + "}}");
    try (Generation generation = Generation.pinCurrent(folder)) {
      Map<String, StageEntry> stages = new HashMap<>(generation.manifest().stages());
      stages.put(OpenGeneration.IMPORT, StageEntry.scan(folder, OpenGeneration.IMPORT, key));
      GenerationStore.publish(folder, stages);
    }
  }

  @Test
  void aRefreshCarriesOverWhatTheBuildDidNotTakeIn() throws IOException {
    try (Recommender recommender = open()) {
      LiveItems live = recommender.live();
      live.put(item("taken", "Zyzzyva one", ""));
      live.put(item("late", "Zyzzyva two", ""));
      live.flush();
      publishTaken(1, "0000000000000001");
      assertTrue(recommender.refresh());
      // The build of this test says that it took the first in, and did not.
      assertEquals(List.of("late"), ids(recommender.recommend(Request.forQuery("zyzzyva").k(1))));
      assertEquals(1, live.status().items());
      live.put(item("after", "Zyzzyva three", ""));
      live.flush();
      assertEquals(2, live.status().items());
      publishTaken(3, "0000000000000002");
      assertTrue(recommender.refresh());
      live.flush();
      assertEquals(0, live.status().items());
    }
    AtomicFiles.deleteTree(JournalContent.file(folder).getParent());
    try (Recommender recommender = open()) {
      recommender.live().put(item("fresh", "Zyzzyva", ""));
      List<JournalEntry> entries = JournalContent.read(folder).entries();
      assertEquals(4, entries.get(0).sequence(), "a number that the build has not seen");
    }
  }

  @Test
  void writersReadersAndRefreshesDoNotDisturbEachOther() throws Exception {
    Recommender recommender = open();
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> work = new ArrayList<>();
      for (int w = 0; w < 2; w++) {
        int writer = w;
        work.add(threads.submit(() -> write(recommender.live(), writer, done)));
        work.add(threads.submit(() -> read(recommender, done)));
      }
      for (int round = 0; round < 5; round++) {
        publishTaken(0, String.format("%016x", 100 + round));
        assertTrue(recommender.refresh());
      }
      done.set(true);
      for (Future<?> each : work) {
        each.get();
      }
    }
    recommender.live().flush();
    Set<String> expected = new TreeSet<>(JournalContent.read(folder).latest().keySet());
    recommender.close();
    assertFalse(expected.isEmpty());
    try (Recommender again = open()) {
      Response all = again.recommend(Request.forAnyone().k(1000));
      assertTrue(new TreeSet<>(ids(all)).containsAll(expected));
    }
  }

  private static void write(LiveItems live, int writer, AtomicBoolean done) {
    for (int i = 0; !done.get() && i < 200; i++) {
      live.putAll(
          List.of(
              item("left" + writer, "twin v" + i, "l" + i),
              item("right" + writer, "twin v" + i, "r" + i)));
    }
  }

  private static void read(Recommender recommender, AtomicBoolean done) {
    while (!done.get()) {
      Map<String, String> titles = new HashMap<>();
      recommender
          .recommend(Request.forQuery("twin").k(20))
          .items()
          .forEach(r -> assertEquals(null, titles.put(r.id(), r.title())));
      recommender.recommend(Request.forUser("u1").k(5));
      recommender.similar("i3");
    }
  }

  @Test
  void closingWhileSomebodyWritesEndsTheWriterAndLosesNothing() throws Exception {
    Recommender recommender = open();
    LiveItems live = recommender.live();
    TreeSet<String> acknowledged = new TreeSet<>();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 0; ; i++) {
                  live.put(item("n" + i, "Zyzzyva " + i, ""));
                  synchronized (acknowledged) {
                    acknowledged.add("n" + i);
                  }
                }
              });
      while (live.status().written() < 20) {
        Thread.onSpinWait();
      }
      recommender.close();
      Exception e = assertThrows(Exception.class, writer::get);
      assertEquals(IllegalStateException.class, e.getCause().getClass());
    }
    assertTrue(JournalContent.read(folder).latest().keySet().containsAll(acknowledged));
  }
}
