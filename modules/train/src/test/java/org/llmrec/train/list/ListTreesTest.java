package org.llmrec.train.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
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

  private static final TreeSettings SIZE = TreeSettings.of(TreeObjective.RANKING).size(6, 4);
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

  private static ListTrees trees(List<RankedList> lists, double freedom) {
    LeafLearning how = new LeafLearning(SIZE, freedom);
    return ListTrees.learn(lists, halves(), 1, how, RUN).orElseThrow();
  }

  /** The inputs of a list's candidates. */
  private static float[] inputs(ListTrees trees, int list) {
    float[] values = new float[LENGTH * trees.inputs()];
    trees.fill(list, values, 0, trees.inputs());
    return values;
  }

  /** What a list is told stays the same whatever is positive in its half; the others hear of it. */
  @Test
  void aListIsToldNothingOfItsOwnPositives() {
    List<RankedList> lists = lists(1);
    List<RankedList> others = new ArrayList<>(lists);
    for (int list = 0; list < LISTS; list += 2) {
      others.set(list, new RankedList(lists.get(list).features(), 7, LENGTH));
    }
    ListTrees before = trees(lists, 0);
    ListTrees after = trees(others, 0);
    float change = between(before, after, 0);
    boolean same = true;
    for (int list = 0; list < LISTS; list++) {
      if (list % 2 == 0) {
        assertEquals(change, between(before, after, list), 1e-3, "list " + list);
      } else {
        same &= Math.abs(change - between(before, after, list)) < 0.1;
      }
    }
    assertTrue(!same, "the other half's forest learnt of the change");
  }

  /** How much apart two candidates stand after a change, in terms of before: scales may differ. */
  private static float between(ListTrees before, ListTrees after, int list) {
    float[] one = inputs(before, list);
    float[] other = inputs(after, list);
    return (other[0] - other[1]) / (one[0] - one[1]);
  }

  @Test
  void aHalfWithoutListsLeavesNoTrees() {
    boolean[] all = new boolean[LISTS];
    assertTrue(ListTrees.learn(lists(1), all, 1, new LeafLearning(SIZE, 0), RUN).isEmpty());
  }

  @Test
  void withTreesAWeightedSumFindsTheMiddle() {
    int plain = right(learn(Optional.empty()));
    assertTrue(plain < LISTS / 4, plain + " of " + LISTS);
    for (double freedom : new double[] {0, 0.1, 1}) {
      int withTrees = right(learn(Optional.of(trees(lists(3), freedom))));
      assertTrue(withTrees > 0.9 * LISTS, withTrees + " of " + LISTS + " at " + freedom);
    }
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

  /** Rows add up to the mean of what the network would make of either forest's inputs. */
  @Test
  void whoBelongsToNoHalfHearsBothForestsAtHalfTheirWeight() {
    List<RankedList> lists = lists(5);
    // The same candidates in a list of each half: one of them hears one forest, one the other.
    lists.set(1, lists.get(0));
    ListTrees both = trees(lists, 0.5);
    SplittableRandom random = new SplittableRandom(2);
    float[][] weights = new float[3][4 + both.inputs()];
    for (float[] own : weights) {
      for (int i = 0; i < own.length; i++) {
        own[i] = (float) random.nextGaussian();
      }
    }
    LeafRows rows = both.rows(weights, 4);
    assertEquals(3, rows.width());
    float[] first = inputs(both, 0);
    float[] second = inputs(both, 1);
    for (int i = 0; i < LENGTH; i++) {
      int[] leaves = new int[12];
      rows.trees().leaves(new float[] {lists.get(0).features()[i]}, leaves);
      for (int w = 0; w < 3; w++) {
        double expected = 0;
        for (int input = 0; input < both.inputs(); input++) {
          int at = i * both.inputs() + input;
          float weight = weights[w][4 + input];
          expected += weight * (first[at] + second[at]) / 2;
        }
        double found = 0;
        for (int leaf : leaves) {
          found += rows.rows()[leaf * 3 + w];
        }
        assertEquals(expected, found, 1e-4);
      }
    }
  }
}
