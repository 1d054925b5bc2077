package org.llmrec.recommender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;

/** Diverse lists, beside the same requests without. */
class DiverseTest {
  private static final int ITEMS = 90;

  @TempDir Path folder;

  private TestWorkspace workspace;
  private Recommender recommender;

  @BeforeEach
  void open() throws IOException {
    workspace = TestWorkspace.publish(folder.resolve("ws"), 5, ITEMS);
    recommender =
        Recommender.open(workspace.folder, RecommenderOptions.defaults(), TestWorkspace::encoder);
  }

  @AfterEach
  void close() {
    recommender.close();
  }

  private static List<Request> requests() {
    return List.of(
        Request.forAnyone(),
        Request.forUser("u1"),
        Request.forHistory("i3", "i8"),
        Request.forQuery("space opera"),
        Request.forQuery("tiny queen").user("u2"));
  }

  @Test
  void itPicksWhatTheDefinitionPicks() {
    for (Request request : requests()) {
      for (double share : new double[] {.1, .3, .5, .9, 1}) {
        for (int candidates : new int[] {25, 200}) {
          Request plain = request.candidates(candidates);
          // As many as are picked from.
          List<Ranked> all = recommender.recommend(plain.k(Math.min(ITEMS, candidates))).items();
          String label = plain + ", share " + share;
          List<Ranked> found = recommender.recommend(plain.k(12).diversity(share)).items();
          assertEquals(naive(all, share, 12), ids(found), label);
          for (int p = 0; p < found.size(); p++) {
            assertEquals(p + 1, found.get(p).rank(), label);
            assertEquals(all.get(p).score(), found.get(p).score(), label);
            assertTrue(found.get(p).stage(Stage.DIVERSITY).isPresent(), label);
          }
        }
      }
    }
  }

  private List<String> naive(List<Ranked> all, double share, int k) {
    double highest = all.getFirst().score();
    double lowest = all.getLast().score();
    List<Ranked> taken = new ArrayList<>();
    while (taken.size() < Math.min(k, all.size())) {
      Ranked best = null;
      double most = 0;
      for (Ranked item : all) {
        double likeness = taken.isEmpty() ? 0 : -1;
        for (Ranked other : taken) {
          likeness = Math.max(likeness, cosine(item.id(), other.id()));
        }
        double relevance = (item.score() - lowest) / (highest - lowest);
        double value = (1 - share) * relevance - share * likeness;
        // Far above rounding, so that ties go to whoever stood first.
        if (!taken.contains(item) && (best == null || value > most + 1e-6)) {
          best = item;
          most = value;
        }
      }
      taken.add(best);
    }
    return ids(taken);
  }

  private double cosine(String one, String other) {
    float[] a = workspace.texts.get(Integer.parseInt(one.substring(1)));
    float[] b = workspace.texts.get(Integer.parseInt(other.substring(1)));
    double dot = 0;
    for (int d = 0; a != null && b != null && d < a.length; d++) {
      dot += a[d] * b[d];
    }
    return dot;
  }

  private static List<String> ids(List<Ranked> items) {
    return items.stream().map(Ranked::id).toList();
  }

  @Test
  void withoutAShareNothingChanges() {
    for (Request request : requests()) {
      assertEquals(recommender.recommend(request), recommender.recommend(request.diversity(0)));
      assertNotEquals(
          ids(recommender.recommend(request).items()),
          ids(recommender.recommend(request.diversity(.7)).items()),
          request.toString());
    }
  }

  @Test
  void filtersAndWhatIsLeftOutHoldAsBefore() {
    Request request = Request.forUser("u3").k(40).diversity(.6);
    Set<String> seen = workspace.seen.get("u3");
    List<String> shown = ids(recommender.recommend(request).items());
    assertFalse(shown.isEmpty());
    assertTrue(shown.stream().noneMatch(seen::contains));
    assertEquals(shown.size(), Set.copyOf(shown).size());
  }

  @Test
  void afterTheDeadlineTheListStaysAsItWasAndSaysSo() {
    Response late = recommender.recommend(Request.forUser("u1").diversity(.5).deadline(expired()));
    Response plain = recommender.recommend(Request.forUser("u1").deadline(expired()));
    assertEquals(ids(plain.items()), ids(late.items()));
    if (!late.items().isEmpty()) {
      assertTrue(
          late.notes().stream().anyMatch(note -> note.message().contains("items that differ")),
          late.notes().toString());
    }
    assertTrue(late.partial());
  }

  private static Deadline expired() {
    Deadline deadline = Deadline.in(Duration.ZERO);
    assertTrue(deadline.expired());
    return deadline;
  }

  @Test
  void anotherShareIsRefused() {
    for (double share : new double[] {-.1, 1.1, Double.NaN}) {
      ConfigException refusal =
          assertThrows(ConfigException.class, () -> Request.forAnyone().diversity(share));
      assertTrue(refusal.getMessage().contains("0.0 to 1.0"), refusal.getMessage());
    }
  }
}
