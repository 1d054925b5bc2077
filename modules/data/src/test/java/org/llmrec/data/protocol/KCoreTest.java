package org.llmrec.data.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;

class KCoreTest {
  @Test
  void aWorkedCase() {
    // d's only item is c's third; without d, item 4 has one user, so c is left with 2 items.
    List<Interaction> rows = new ArrayList<>();
    for (String pair : "a1 a2 a3 b1 b2 b3 c1 c2 c4 d4".split(" ", -1)) {
      rows.add(new Interaction(pair.substring(0, 1), pair.substring(1), 1, 0));
    }
    TrainingData data = TrainingData.everything(Tables.of(rows));
    assertEquals(
        new TreeSet<>(Set.of("a/1", "a/2", "a/3", "b/1", "b/2", "b/3", "c/1", "c/2")),
        Tables.pairs(KCore.of(data, 2).positives()));
    assertEquals(0, KCore.of(data, 3).positives().size());
    assertEquals(10, KCore.of(data, 1).positives().size());
    assertThrows(IllegalArgumentException.class, () -> KCore.of(data, 0));
  }

  @Test
  void agreesWithDroppingOneAfterTheOther() {
    for (long seed = 1; seed <= 20; seed++) {
      TrainingData data = Splits.of(Tables.random(seed), Protocol.A_TRAIN, seed).tuning();
      int k = 2 + (int) (seed % 12);
      TrainingData core = KCore.of(data, k);
      assertEquals(oneByOne(Tables.pairs(data.positives()), k), Tables.pairs(core.positives()));
      assertEquals(data.users().asList(), core.users().asList());
      assertEquals(data.items().asList(), core.items().asList());
      assertTrue(core.admits(data.hash()), "seed " + seed);
      assertTrue(core.admits(core.hash()), "seed " + seed);
    }
  }

  /** The slow way: the first user or item with too few rows goes, then from the start. */
  private static TreeSet<String> oneByOne(TreeSet<String> pairs, int k) {
    TreeSet<String> left = new TreeSet<>(pairs);
    while (true) {
      Set<String> names =
          left.stream()
              .flatMap(pair -> List.of(pair.split("/", -1)).stream())
              .collect(Collectors.toCollection(TreeSet::new));
      String few = null;
      for (String name : names) {
        if (few == null && left.stream().filter(pair -> holds(pair, name)).count() < k) {
          few = name;
        }
      }
      if (few == null) {
        return left;
      }
      String gone = few;
      left.removeIf(pair -> holds(pair, gone));
    }
  }

  private static boolean holds(String pair, String name) {
    return pair.startsWith(name + "/") || pair.endsWith("/" + name);
  }
}
