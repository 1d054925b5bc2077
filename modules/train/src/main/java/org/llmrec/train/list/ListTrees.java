package org.llmrec.train.list;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.llmrec.rank.tree.Trees;
import org.llmrec.train.tree.TreeData;
import org.llmrec.train.tree.TreeSettings;
import org.llmrec.train.tree.TreeTrainer;

/**
 * Trees for a network over lists, and the leaves that its lists land in. There are two forests,
 * each learnt from the lists of one half of the people, and every list is told the leaves of the
 * other half's forest. A leaf that was grown around a list's own positives says more of them than
 * it will of anybody's next ones, and a network that learnt from it would trust trees too much. Who
 * is ranked later belongs to no half: both forests speak, each at half its weight.
 */
public final class ListTrees {
  private final Trees trees;
  private final int[][] leaves;

  private ListTrees(Trees trees, int[][] leaves) {
    this.trees = trees;
    this.leaves = leaves;
  }

  /**
   * Learns.
   *
   * @param lists to rank
   * @param halves of which half the person of each list is, {@code [lists]}
   * @param features per candidate
   * @return empty where a half has no list
   */
  public static Optional<ListTrees> learn(
      List<RankedList> lists,
      boolean[] halves,
      int features,
      TreeSettings how,
      TreeTrainer.Run run) {
    int[] first = IntStream.range(0, halves.length).filter(list -> halves[list]).toArray();
    int[] second = IntStream.range(0, halves.length).filter(list -> !halves[list]).toArray();
    if (first.length == 0 || second.length == 0) {
      return Optional.empty();
    }
    Trees one = TreeTrainer.train(data(lists, first, features), Optional.empty(), how, run).trees();
    Trees other =
        TreeTrainer.train(data(lists, second, features), Optional.empty(), how, run).trees();
    int[][] leaves = new int[lists.size()][];
    for (int list : first) {
      leaves[list] = leaves(other, lists.get(list), one.leafCount());
    }
    for (int list : second) {
      leaves[list] = leaves(one, lists.get(list), 0);
    }
    return Optional.of(new ListTrees(one.and(other), leaves));
  }

  private static TreeData data(List<RankedList> lists, int[] chosen, int features) {
    int rows = Arrays.stream(chosen).map(list -> lists.get(list).length()).sum();
    float[] values = new float[Math.multiplyExact(rows, features)];
    float[] labels = new float[rows];
    int[] groups = new int[chosen.length];
    int row = 0;
    for (int i = 0; i < chosen.length; i++) {
      RankedList list = lists.get(chosen[i]);
      System.arraycopy(list.features(), 0, values, row * features, list.features().length);
      Arrays.fill(labels, row, row + list.positives(), 1);
      groups[i] = list.length();
      row += list.length();
    }
    return TreeData.grouped(features, values, labels, groups);
  }

  private static int[] leaves(Trees trees, RankedList list, int offset) {
    int[] leaves = new int[list.length() * trees.size()];
    trees.leaves(list.features(), list.length(), leaves);
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] += offset;
    }
    return leaves;
  }

  /** Both forests; their leaves are the numbers that {@link #of} gives. */
  Trees trees() {
    return trees;
  }

  /** The leaves of a list's candidates, {@code [length, trees / 2]} row-major. */
  int[] of(int list) {
    return leaves[list];
  }
}
