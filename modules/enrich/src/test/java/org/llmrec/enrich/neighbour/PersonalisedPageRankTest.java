package org.llmrec.enrich.neighbour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

class PersonalisedPageRankTest {
  private static final PersonalisedPageRank.Options OPTIONS =
      PersonalisedPageRank.Options.defaults();

  /** Edges as {user, item}. */
  private static InteractionTable table(int users, int items, int[][] edges) {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int[] edge : edges) {
      rows.add(edge[0], edge[1], 1, 0);
    }
    return rows.build(names("u", users), names("i", items));
  }

  private static Ids names(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return Ids.of(names);
  }

  private static List<String> neighbours(InteractionTable table, String item, int count) {
    return PersonalisedPageRank.of(TrainingData.everything(table), OPTIONS)
        .neighbours(item, count)
        .stream()
        .map(Neighbour::item)
        .toList();
  }

  /** The same walk with a full transition matrix, a thousand steps long. */
  private static double[] dense(InteractionTable table, int target, double damping) {
    int items = table.items().size();
    int nodes = items + table.users().size();
    double[][] edges = new double[nodes][nodes];
    for (int row = 0; row < table.size(); row++) {
      int user = items + table.user(row);
      edges[user][table.item(row)]++;
      edges[table.item(row)][user]++;
    }
    double[][] transition = new double[nodes][nodes];
    for (int from = 0; from < nodes; from++) {
      double degree = Arrays.stream(edges[from]).sum();
      for (int to = 0; to < nodes; to++) {
        double jump = to == target ? 1 : 0;
        transition[to][from] =
            degree == 0 ? jump : damping * edges[from][to] / degree + (1 - damping) * jump;
      }
    }
    double[] mass = new double[nodes];
    Arrays.fill(mass, 1.0 / nodes);
    for (int step = 0; step < 1_000; step++) {
      double[] next = new double[nodes];
      for (int to = 0; to < nodes; to++) {
        for (int from = 0; from < nodes; from++) {
          next[to] += transition[to][from] * mass[from];
        }
      }
      mass = next;
    }
    return mass;
  }

  @Test
  void itIsWhatDensePowerIterationGives() {
    long seed = 17;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      int users = random.nextInt(1, 12);
      int items = random.nextInt(1, 12);
      int[][] edges = new int[random.nextInt(40)][];
      Arrays.setAll(edges, e -> new int[] {random.nextInt(users), random.nextInt(items)});
      InteractionTable table = table(users, items, edges);
      double damping = random.nextDouble(.1, .95);
      int target = random.nextInt(items);
      double[] mass =
          PersonalisedPageRank.of(
                  TrainingData.everything(table), new PersonalisedPageRank.Options(damping, 1e-12))
              .mass(target);
      String where = "seed " + seed + " round " + round;
      assertArrayEquals(dense(table, target, damping), mass, 1e-9, where);
      assertEquals(1, Arrays.stream(mass).sum(), 1e-9, where);
    }
  }

  @Test
  void thoseWhoShareMoreOfTheAudienceComeFirst() {
    // i0 and i1 share two users, i0 and i2 one; i3 is elsewhere.
    InteractionTable table =
        table(4, 4, new int[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 2}, {3, 3}});
    assertEquals(List.of("i1", "i2"), neighbours(table, "i0", 3));
    assertEquals(List.of("i1"), neighbours(table, "i0", 1));
    assertEquals(List.of(), neighbours(table, "i3", 3));
    assertEquals(List.of(), neighbours(table, "i0", 0));
    assertEquals(List.of(), neighbours(table, "not there", 3));
  }

  @Test
  void equalsGoByTheOrderOfItems() {
    int[][] edges = new int[60][];
    for (int i = 0; i < 30; i++) {
      edges[2 * i] = new int[] {(i * 7) % 30, 0};
      edges[2 * i + 1] = new int[] {(i * 7) % 30, 1 + (i * 11) % 30};
    }
    assertEquals(List.of("i1", "i2", "i3", "i4"), neighbours(table(30, 31, edges), "i0", 4));
  }

  @Test
  void anItemWithoutInteractionsHasNone() {
    InteractionTable table = table(1, 2, new int[][] {{0, 0}});
    assertEquals(List.of(), neighbours(table, "i1", 3));
    double[] alone = PersonalisedPageRank.of(TrainingData.everything(table), OPTIONS).mass(1);
    assertArrayEquals(new double[] {0, 1, 0}, alone, 1e-12);
  }

  @Test
  void dampingAndToleranceHaveTheirRanges() {
    assertThrows(ConfigException.class, () -> new PersonalisedPageRank.Options(1, 1e-9));
    assertThrows(ConfigException.class, () -> new PersonalisedPageRank.Options(.85, 0));
    assertThrows(ConfigException.class, () -> new PersonalisedPageRank.Options(Double.NaN, 1e-9));
  }
}
