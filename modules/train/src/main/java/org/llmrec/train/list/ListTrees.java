package org.llmrec.train.list;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.llmrec.rank.list.LeafRows;
import org.llmrec.rank.tree.Trees;
import org.llmrec.train.tree.TreeData;
import org.llmrec.train.tree.TreeSettings;
import org.llmrec.train.tree.TreeTrainer;

/**
 * Trees for a network over lists, and the leaves that its lists land in. There are two forests,
 * each learnt from the lists of one half of the people, and every list is told the leaves of the
 * other half's forest. A leaf that was grown around a list's own positives says more of them than
 * it will of anybody's next ones, and a network that learnt from it would trust trees too much. A
 * leaf first says what its tree does, at a price that the network learns as that of any feature;
 * the more {@link LeafLearning#freedom} leaves have, the faster they learn to say something else.
 * Who is ranked later belongs to no half: both forests speak, each at half its weight.
 */
public final class ListTrees {
  private final List<RankedList> lists;
  private final boolean[] halves;
  private final Trees one;
  private final Trees other;
  private final Trees trees;
  private final double freedom;
  private final float mean;
  private final float deviation;

  private ListTrees(
      List<RankedList> lists, boolean[] halves, Trees one, Trees other, double freedom) {
    this.lists = lists;
    this.halves = halves;
    this.one = one;
    this.other = other;
    this.trees = one.and(other);
    this.freedom = freedom;
    double sum = 0;
    double squares = 0;
    long candidates = 0;
    for (int list = 0; list < halves.length; list++) {
      int[] leaves = leaves(list);
      for (int i = 0; i < leaves.length; i += one.size()) {
        double score = 0;
        for (int t = 0; t < one.size(); t++) {
          score += trees.leafValue(leaves[i + t]);
        }
        sum += score;
        squares += score * score;
        candidates++;
      }
    }
    double centre = sum / candidates;
    double variance = squares / candidates - centre * centre;
    this.mean = (float) (centre / one.size());
    this.deviation = variance > 1e-9 ? (float) Math.sqrt(variance) : 1;
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
      LeafLearning how,
      TreeTrainer.Run run) {
    int[] first = IntStream.range(0, halves.length).filter(list -> halves[list]).toArray();
    int[] second = IntStream.range(0, halves.length).filter(list -> !halves[list]).toArray();
    if (first.length == 0 || second.length == 0) {
      return Optional.empty();
    }
    Trees one = grow(data(lists, first, features), how.trees(), run);
    Trees other = grow(data(lists, second, features), how.trees(), run);
    return Optional.of(new ListTrees(lists, halves, one, other, how.freedom()));
  }

  private static Trees grow(TreeData data, TreeSettings how, TreeTrainer.Run run) {
    return TreeTrainer.train(data, Optional.empty(), how, run).trees();
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

  /** Those of the forest that never saw a list, {@code [length, trees / 2]}; kept they are many. */
  private int[] leaves(int list) {
    RankedList own = lists.get(list);
    Trees forest = halves[list] ? other : one;
    int[] leaves = new int[own.length() * forest.size()];
    forest.leaves(own.features(), own.length(), leaves);
    if (halves[list]) {
      for (int i = 0; i < leaves.length; i++) {
        leaves[i] += one.leafCount();
      }
    }
    return leaves;
  }

  /** How many inputs a network has for them: the trees' score, and one for each free leaf. */
  int inputs() {
    return 1 + (freedom > 0 ? trees.leafCount() : 0);
  }

  /**
   * Writes what the forest that never saw a list says of its candidates.
   *
   * @param values {@code [.., stride]}, 0 where it is written
   * @param at where the inputs of the first candidate begin
   */
  void fill(int list, float[] values, int at, int stride) {
    int[] leaves = leaves(list);
    for (int i = 0; i < leaves.length; i++) {
      int leaf = leaves[i];
      int candidate = at + i / one.size() * stride;
      values[candidate] += standard(leaf);
      if (freedom > 0) {
        values[candidate + 1 + leaf] = (float) freedom;
      }
    }
  }

  /** A leaf's part of the score, which all leaves together bring to mean 0 and deviation 1. */
  private float standard(int leaf) {
    return (trees.leafValue(leaf) - mean) / deviation;
  }

  /**
   * What was learnt of these inputs, as rows of leaves.
   *
   * @param weights of the score and then of each hidden unit, by input
   * @param from the first input that is one of these
   */
  LeafRows rows(float[][] weights, int from) {
    float[] rows = new float[trees.leafCount() * weights.length];
    for (int leaf = 0; leaf < trees.leafCount(); leaf++) {
      for (int w = 0; w < weights.length; w++) {
        float weight = weights[w][from] * standard(leaf);
        if (freedom > 0) {
          weight += (float) freedom * weights[w][from + 1 + leaf];
        }
        // There are two forests where it learnt by one.
        rows[leaf * weights.length + w] = weight / 2;
      }
    }
    return new LeafRows(trees, weights.length, rows);
  }
}
