package org.llmrec.recommender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Item;
import org.llmrec.core.io.Verify;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.RankerBundle;
import org.llmrec.retrieve.Filter;

/** What holds for every response, whatever is asked. */
class RecommenderPropertyTest {
  private static final List<String> QUERIES =
      List.of("space opera", "love", "the", "", "?!", "queen AND (moon", "nothing of the kind");

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void everyResponseKeepsThePromises(long seed) throws IOException {
    Random random = new Random(seed);
    TestWorkspace workspace = TestWorkspace.publish(folder, seed, 20 + random.nextInt(120));
    try (Recommender recommender = Recommender.open(folder, TestWorkspace::encoder)) {
      for (int round = 0; round < 300; round++) {
        Request request = request(workspace, random);
        String label = "seed " + seed + " round " + round + " " + request;
        Response response = recommender.recommend(request);
        check(workspace, request, response, label);
        if (!request.deadline().bounded()) {
          assertEquals(response, recommender.recommend(request), label);
          assertFalse(response.partial(), label);
        }
      }
    }
  }

  private static Request request(TestWorkspace workspace, Random random) {
    Request request = Request.forAnyone().k(1 + random.nextInt(30));
    int users = workspace.users.size();
    if (random.nextBoolean()) {
      int u = random.nextInt(users + 2);
      request = request.user(u < users ? workspace.users.get(u) : "stranger" + u);
    }
    if (random.nextInt(3) == 0) {
      List<String> history = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        history.add("i" + random.nextInt(workspace.items.size() + 10));
      }
      request = request.history(history);
    }
    if (random.nextInt(3) == 0) {
      request = request.query(QUERIES.get(random.nextInt(QUERIES.size())));
    }
    if (random.nextInt(3) == 0) {
      request = request.filter(Filter.anyCategory("drama", "western"));
    }
    if (random.nextInt(6) == 0) {
      request = request.filter(request.filter().allowing(List.of("i1", "i2", "i3", "i999")));
    }
    if (random.nextInt(6) == 0) {
      request = request.filter(request.filter().denying(List.of("i1", "i5", "i999")));
    }
    if (random.nextInt(4) == 0) {
      request = request.candidates(request.k() + random.nextInt(50));
    }
    if (random.nextInt(5) == 0) {
      request = request.within(Duration.ofNanos(random.nextInt(2) * 300_000L));
    }
    return request.includeSeen(random.nextInt(5) == 0);
  }

  private static void check(
      TestWorkspace workspace, Request request, Response response, String label) {
    List<Ranked> items = response.items();
    Set<String> ids = new HashSet<>();
    Set<String> seen =
        request.includeSeen()
            ? Set.of()
            : request.user().map(u -> workspace.seen.getOrDefault(u, Set.of())).orElse(Set.of());
    assertTrue(items.size() <= request.k(), label);
    assertEquals(items.isEmpty(), response.has(Note.Code.NOTHING_FOUND), label);
    for (int i = 0; i < items.size(); i++) {
      Ranked ranked = items.get(i);
      Item item = workspace.item(ranked.id());
      assertTrue(ids.add(ranked.id()), label);
      assertEquals(i + 1, ranked.rank(), label);
      assertEquals(item.title(), ranked.title(), label);
      assertEquals(item.categories(), ranked.categories(), label);
      assertTrue(i == 0 || items.get(i - 1).score() >= ranked.score(), label);
      assertFalse(seen.contains(ranked.id()), label);
      assertFalse(request.history().orElse(List.of()).contains(ranked.id()), label);
      assertTrue(passes(request.filter(), item), label);
      assertFalse(ranked.sources().isEmpty(), label);
      assertFalse(ranked.reason().isBlank(), label);
      for (Stage stage : Stage.values()) {
        Optional<StageScore> mine = ranked.stage(stage);
        assertTrue(mine.isEmpty() || mine.get().rank() >= 1, label);
        for (Ranked other : items) {
          Optional<StageScore> theirs = other.stage(stage);
          if (mine.isPresent() && theirs.isPresent() && mine.get().rank() < theirs.get().rank()) {
            assertTrue(mine.get().score() >= theirs.get().score(), label);
          }
        }
      }
      checkScore(ranked, label);
    }
  }

  /** The taste; or the fusion, in which the average user's taste has a third of a vote. */
  private static void checkScore(Ranked ranked, String label) {
    double taste = ranked.stage(Stage.TASTE).orElseThrow().score();
    double query = 0;
    for (Stage stage : List.of(Stage.WORDS, Stage.TEXT)) {
      query += ranked.stage(stage).map(s -> 1.0 / (20 + s.rank())).orElse(0.0);
    }
    double vote = 1.0 / (20 + ranked.stage(Stage.TASTE).orElseThrow().rank());
    assertTrue(
        Math.abs(ranked.score() - taste) < 1e-9
            || Math.abs(ranked.score() - (query + 0.35 * vote)) < 1e-9
            || Math.abs(ranked.score() - (query + vote)) < 1e-9,
        label);
  }

  private static boolean passes(Filter filter, Item item) {
    return (filter.categories().isEmpty()
            || item.categories().stream()
                .anyMatch(c -> filter.categories().contains(c.toLowerCase(Locale.ROOT))))
        && filter.allow().map(allowed -> allowed.contains(item.id())).orElse(true)
        && !filter.deny().contains(item.id());
  }

  @Test
  void aWideEnoughWindowGivesTheRankersOwnOrder() throws IOException {
    TestWorkspace workspace = TestWorkspace.publish(folder, 9, 150);
    try (RankerBundle bundle =
            RankerBundle.open(folder.resolve("stages/train/0000000000000009"), Verify.FULL);
        Recommender recommender = Recommender.open(folder)) {
      Ranker ranker = bundle.ranker();
      for (int u = 0; u < workspace.trained; u++) {
        String user = "u" + u;
        float[] vector = ranker.userVector(user).orElseThrow();
        List<String> expected =
            workspace.items.stream()
                .map(Item::id)
                .filter(id -> !workspace.seen.get(user).contains(id))
                .sorted(
                    Comparator.comparingDouble(
                        id -> -Vectors.dot(vector, ranker.itemVector(ranker.ordinal(id)))))
                .limit(20)
                .toList();
        assertEquals(expected, ids(recommender.recommend(Request.forUser(user).k(20))));
      }
    }
  }

  @Test
  void similarNeverGivesTheItemItselfAndFusesItsStages() throws IOException {
    TestWorkspace workspace = TestWorkspace.publish(folder, 10, 90);
    try (Recommender recommender = Recommender.open(folder)) {
      for (Item item : workspace.items) {
        Response response = recommender.similar(item.id(), 15, Filter.anyCategory("War", "Drama"));
        assertEquals(15, response.items().size());
        assertEquals(15, Set.copyOf(ids(response)).size());
        assertFalse(ids(response).contains(item.id()));
        assertEquals(
            response, recommender.similar(item.id(), 15, Filter.anyCategory("War", "Drama")));
        for (Ranked ranked : response.items()) {
          double fused = 0;
          for (Stage stage : List.of(Stage.TEXT, Stage.TOWER, Stage.CO_ENGAGED)) {
            fused += ranked.stage(stage).map(s -> 1.0 / (20 + s.rank())).orElse(0.0);
          }
          assertEquals(fused, ranked.score(), 1e-12);
          assertTrue(passes(Filter.anyCategory("war", "drama"), workspace.item(ranked.id())));
        }
      }
    }
  }

  private static List<String> ids(Response response) {
    return response.items().stream().map(Ranked::id).toList();
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    TestWorkspace workspace = TestWorkspace.publish(folder, 11, 100);
    Random random = new Random(11);
    List<Request> requests = new ArrayList<>();
    while (requests.size() < 100) {
      Request request = request(workspace, random);
      if (!request.deadline().bounded()) {
        requests.add(request);
      }
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(8, work -> new Thread(work, "asks for recommendations"));
    try (Recommender recommender = Recommender.open(folder, TestWorkspace::encoder)) {
      List<Response> expected = requests.stream().map(recommender::recommend).toList();
      Callable<List<Response>> all = () -> requests.stream().map(recommender::recommend).toList();
      for (Future<List<Response>> found : threads.invokeAll(Collections.nCopies(8, all))) {
        assertEquals(expected, found.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
