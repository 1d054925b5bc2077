package org.llmrec.enrich.neighbour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Progress;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Bounded walks against the exact walk over the whole graph. */
class NeighbourSearchTest {
  private static final long SEED = 20261127;
  private static final int COUNT = 3;

  private static final NeighbourOptions BOUNDED =
      NeighbourOptions.defaults().method(NeighbourOptions.Method.BOUNDED).count(COUNT).threads(2);

  private static TrainingData data(int users, int items, int[][] edges) {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int[] edge : edges) {
      rows.add(edge[0], edge[1], 1, 0);
    }
    return TrainingData.everything(rows.build(names("u", users), names("i", items)));
  }

  private static Ids names(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return Ids.of(names);
  }

  private static Map<String, List<Neighbour>> lists(TrainingData data, NeighbourOptions options)
      throws IOException, InterruptedException {
    Map<String, List<Neighbour>> lists = new LinkedHashMap<>();
    NeighbourSearch.of(data, options).run(lists::put, Progress.silent());
    return lists;
  }

  @Test
  void aToyGraphByHand() throws Exception {
    // Two people took i0 and i1, one of them i2 too; i3 and i4 are a world of their own; i5 nobody.
    int[][] edges = {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}, {2, 3}, {2, 4}};
    Map<String, List<Neighbour>> lists = lists(data(3, 6, edges), BOUNDED);
    assertEquals(List.of("i1", "i2"), ids(lists.get("i0")));
    assertEquals(List.of("i4"), ids(lists.get("i3")));
    assertEquals(List.of(), lists.get("i5"));
  }

  @Test
  void listsAgreeWithTheExactWalkWithinTheTolerance() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 12; round++) {
      TrainingData data = random(random, 30 + random.nextInt(60), 20 + random.nextInt(50));
      PersonalisedPageRank exact =
          PersonalisedPageRank.of(data, PersonalisedPageRank.Options.defaults());
      Map<String, List<Neighbour>> lists = lists(data, BOUNDED);
      for (Map.Entry<String, List<Neighbour>> list : lists.entrySet()) {
        String where = "seed " + SEED + ", round " + round + ", " + list.getKey();
        List<Neighbour> all = exact.neighbours(list.getKey(), data.items().size());
        Map<String, Double> masses = new LinkedHashMap<>();
        all.forEach(neighbour -> masses.put(neighbour.item(), neighbour.mass()));
        assertEquals(Math.min(COUNT, all.size()), list.getValue().size(), where);
        double last = Double.MAX_VALUE;
        for (Neighbour found : list.getValue()) {
          double mass = masses.get(found.item());
          assertTrue(found.mass() <= mass + 1e-9, where + ": a lower bound lies above");
          assertTrue(
              mass <= last * (1 + BOUNDED.tolerance()) + 1e-9, where + ": the order is wrong");
          last = mass;
          masses.remove(found.item());
        }
        for (double left : masses.values()) {
          assertTrue(left <= last * (1 + BOUNDED.tolerance()) + 1e-9, where + ": one was missed");
        }
      }
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    TrainingData data = random(new SplittableRandom(SEED), 200, 300);
    assertEquals(lists(data, BOUNDED.threads(1)), lists(data, BOUNDED.threads(3)));
  }

  @Test
  void aPersonWhoTookEverythingDoesNotStopTheWalk() throws Exception {
    int items = 3_000;
    int[][] edges = new int[items + 4][];
    for (int i = 0; i < items; i++) {
      edges[i] = new int[] {0, i};
    }
    edges[items] = new int[] {1, 0};
    edges[items + 1] = new int[] {1, 1};
    edges[items + 2] = new int[] {2, 0};
    edges[items + 3] = new int[] {2, 1};
    Map<String, List<Neighbour>> lists = lists(data(3, items, edges), BOUNDED.count(1));
    assertEquals(List.of("i1"), ids(lists.get("i0")));
  }

  private static List<String> ids(List<Neighbour> neighbours) {
    return neighbours.stream().map(Neighbour::item).toList();
  }

  /** Popular items are chosen more often, and pairs may repeat. */
  private static TrainingData random(SplittableRandom random, int users, int items) {
    List<int[]> edges = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      int count = 1 + random.nextInt(8);
      for (int i = 0; i < count; i++) {
        double skew = random.nextDouble();
        edges.add(new int[] {user, (int) (items * skew * skew)});
      }
    }
    return data(users, items, edges.toArray(int[][]::new));
  }
}
