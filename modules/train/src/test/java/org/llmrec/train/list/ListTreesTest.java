package org.llmrec.train.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.rank.list.LeafRows;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.train.tree.TreeObjective;
import org.llmrec.train.tree.TreeSettings;
import org.llmrec.train.tree.TreeTrainer;

class ListTreesTest {
  private static final int LENGTH = 20;
  private static final int LISTS = 120;

  private static final TreeSettings HOW = TreeSettings.of(TreeObjective.RANKING).size(6, 4);
  private static final TreeTrainer.Run RUN = TreeTrainer.Run.of(1, 1);
  private static final ListLearning SUM = new ListLearning("rate", 0, 60, 8, 0.05, 0, 0, 1);

  /** Lists of one feature, whose positive lies in the middle, where no weighted sum finds it. */
  private static List<RankedList> lists(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RankedList> lists = new ArrayList<>();
    for (int n = 0; n < LISTS; n++) {
      float[] values = new float[LENGTH];
      values[0] = random.nextFloat() / 10;
      for (int i = 1; i < LENGTH; i++) {
        values[i] = (random.nextBoolean() ? 1 : -1) * (0.2f + random.nextFloat());
      }
      lists.add(new RankedList(values, 1, LENGTH));
    }
    return lists;
  }

  private static boolean[] halves() {
    boolean[] halves = new boolean[LISTS];
    for (int list = 0; list < LISTS; list++) {
      halves[list] = list % 2 == 0;
    }
    return halves;
  }

  private static ListTrees trees(List<RankedList> lists) {
    return ListTrees.learn(lists, halves(), 1, HOW, RUN).orElseThrow();
  }

  /** A list's leaves stay what they are whatever is positive in its half, and only those do. */
  @Test
  void aListIsToldNothingOfItsOwnPositives() {
    List<RankedList> lists = lists(1);
    List<RankedList> others = new ArrayList<>(lists);
    for (int list = 0; list < LISTS; list += 2) {
      others.set(list, new RankedList(lists.get(list).features(), 7, LENGTH));
    }
    ListTrees before = trees(lists);
    ListTrees after = trees(others);
    int moved = after.trees().leafCount() - before.trees().leafCount();
    boolean same = true;
    for (int list = 0; list < LISTS; list++) {
      if (list % 2 == 0) {
        int[] leaves = Arrays.stream(before.of(list)).map(leaf -> leaf + moved).toArray();
        assertArrayEquals(leaves, after.of(list));
      } else {
        same &= Arrays.equals(before.of(list), after.of(list));
      }
    }
    assertTrue(!same, "the other half's forest learnt of the change");
  }

  @Test
  void aHalfWithoutListsLeavesNoTrees() {
    boolean[] all = new boolean[LISTS];
    assertTrue(ListTrees.learn(lists(1), all, 1, HOW, RUN).isEmpty());
  }

  @Test
  void withTreesAWeightedSumFindsTheMiddle() {
    int plain = right(learn(Optional.empty()));
    int withTrees = right(learn(Optional.of(trees(lists(3)))));
    assertTrue(plain < LISTS / 4, plain + " of " + LISTS);
    assertTrue(withTrees > 0.9 * LISTS, withTrees + " of " + LISTS);
  }

  private static ListNetwork learn(Optional<ListTrees> trees) {
    return new ListLearner(lists(3), 1, SUM, false, trees).learn(0, 1, 1).network();
  }

  private static int right(ListNetwork network) {
    int right = 0;
    for (RankedList list : lists(4)) {
      float[] scores = new float[LENGTH];
      network.add(new float[][] {list.features()}, scores);
      right += IntStream.range(1, LENGTH).allMatch(i -> scores[i] < scores[0]) ? 1 : 0;
    }
    return right;
  }

  /** Both forests speak of somebody new where one spoke while learning. */
  @Test
  void whoBelongsToNoHalfHearsBothForestsAtHalfTheirWeight() {
    List<RankedList> lists = lists(5);
    ListTrees trees = trees(lists);
    ListLearning once = new ListLearning("rate", 0, 1, LISTS, 0.25, 0, 0, 1);
    LeafRows rows =
        new ListLearner(lists, 1, once, false, Optional.of(trees))
            .learn(0, 1, 1)
            .network()
            .leaves()
            .orElseThrow();
    // Adam's first step is as long as its rate whatever the gradient, unless that is 0.
    for (int list = 0; list < LISTS; list++) {
      int leaf = trees.of(list)[0];
      assertEquals(0.125, Math.abs(rows.rows()[leaf]), 1e-3);
    }
    assertEquals(1, rows.width());
    assertEquals(12, rows.trees().size());
  }
}
