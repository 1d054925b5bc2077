package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.tree.TreeNode;
import org.llmrec.rank.tree.Trees;

/**
 * A small ranker with all kinds of parts, drawn from a seed. One of its networks has trees, one has
 * none, and that for items that nobody met has some where the seed is odd.
 */
final class RandomRanker {
  static final int DIMS = 5;
  static final int WIDTH = 7;
  static final int EACH = 3;

  final int items;
  final SparseRows rows;
  final float[] factors;
  final float[] ranked;
  final float[] texts;
  final int[] met;
  final TextNeighbours neighbours;
  final int[] neighbourItems;
  final float[] neighbourWeights;
  final Times times;
  final float[] towers;
  final HistoryTower.Learnt learnt;
  final int length;
  final ListRanker ranker;

  RandomRanker(long seed) {
    this(seed, false);
  }

  /**
   * The same parts either way.
   *
   * @param missing whether features are NaN where nothing is known, and networks have values then;
   *     there are pairs of texts too
   */
  RandomRanker(long seed, boolean missing) {
    SplittableRandom random = new SplittableRandom(seed);
    items = 20 + random.nextInt(40);
    rows = rows(random);
    factors = numbers(random, items * DIMS);
    ranked = numbers(random, items * DIMS);
    texts = texts(random);
    met = IntStream.range(0, items).map(i -> i % 5 == 0 ? 0 : 1 + random.nextInt(9)).toArray();
    neighbourItems = random.ints((long) items * EACH, 0, items).toArray();
    neighbourWeights = new float[items * EACH];
    for (int item = 0; item < items; item++) {
      // Every seventh has no neighbours.
      Arrays.fill(neighbourWeights, item * EACH, (item + 1) * EACH, item % 7 == 0 ? 0 : 1f / EACH);
    }
    for (int i = 0; i < neighbourItems.length; i++) {
      neighbourItems[i] = met[neighbourItems[i]] == 0 ? 1 : neighbourItems[i];
    }
    neighbours = new TextNeighbours(EACH, neighbourItems, neighbourWeights);
    times = times(random);
    Factors solved =
        new Factors(
            factors, new float[] {0.1f, 0.5f, 0.9f, 1.4f, 2}, numbers(random, DIMS), 0.02, 0.3, 1);
    towers = numbers(random, items * DIMS);
    length = 1 + random.nextInt(6);
    learnt =
        new HistoryTower.Learnt(
            numbers(random, DIMS * DIMS),
            numbers(random, DIMS),
            numbers(random, DIMS),
            numbers(random, HistoryTower.AGES),
            0.25f * random.nextInt(5));
    Signals signals =
        new Signals(
            List.of(
                new WeightPart("weights", false, rows),
                new FactorPart("factors", false, solved, factors, Optional.of(neighbours)),
                new FactorPart("placed", true, solved, ranked, Optional.empty()),
                new TextPart("texts", WIDTH, texts),
                new TowerPart("towers", true, new HistoryTower(learnt, towers, met, length))),
            Optional.of(neighbours),
            met,
            Optional.of(times),
            true,
            missing,
            missing ? Optional.of(pairs(seed)) : Optional.empty());
    ListNetwork plain = network(random, signals.size());
    ListNetwork grown = trees(network(random, signals.size()), random);
    ListNetwork unmet = network(random, signals.size());
    ListNetwork others = seed % 2 == 0 ? unmet : trees(unmet, random);
    List<ListNetwork> met = List.of(plain, grown);
    List<ListNetwork> strangers = List.of(network(random, signals.size()));
    UnaryOperator<ListNetwork> made = network -> missing ? filling(network, random) : network;
    ranker =
        new ListRanker(
            signals,
            met.stream().map(made).toList(),
            strangers.stream().map(made).toList(),
            List.of(made.apply(others)),
            Optional.empty());
  }

  private static ListNetwork filling(ListNetwork network, SplittableRandom random) {
    return new ListNetwork(
        network.direct(),
        network.weight(),
        network.bias(),
        network.out(),
        numbers(random, network.features()),
        network.leaves());
  }

  private TextPairs pairs(long seed) {
    return new TextPairs(3, numbers(new SplittableRandom(~seed), items * 3));
  }

  private SparseRows rows(SplittableRandom random) {
    int[] starts = new int[items + 1];
    List<Integer> targets = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      for (int target = 0; target < items; target++) {
        if (target != item && random.nextInt(4) == 0) {
          targets.add(target);
        }
      }
      starts[item + 1] = targets.size();
    }
    return new SparseRows(
        starts,
        targets.stream().mapToInt(Integer::intValue).toArray(),
        numbers(random, targets.size()));
  }

  private float[] texts(SplittableRandom random) {
    float[] all = numbers(random, items * WIDTH);
    for (int item = 0; item < items; item++) {
      float[] row =
          item % 6 == 0
              ? new float[WIDTH]
              : Vectors.normalise(Arrays.copyOfRange(all, item * WIDTH, (item + 1) * WIDTH));
      System.arraycopy(row, 0, all, item * WIDTH, WIDTH);
    }
    return all;
  }

  private Times times(SplittableRandom random) {
    int[] starts = new int[items + 1];
    for (int item = 0; item < items; item++) {
      starts[item + 1] = starts[item] + met[item];
    }
    int[] minutes = random.ints(starts[items], 0, 5_000_000).toArray();
    for (int item = 0; item < items; item++) {
      Arrays.sort(minutes, starts[item], starts[item + 1]);
    }
    return new Times(starts, minutes);
  }

  private static ListNetwork network(SplittableRandom random, int features) {
    int hidden = random.nextInt(6);
    return new ListNetwork(
        numbers(random, features),
        numbers(random, features * hidden),
        numbers(random, hidden),
        numbers(random, hidden));
  }

  /** The same network with trees, whose thresholds lie where features do. */
  static ListNetwork trees(ListNetwork network, SplittableRandom random) {
    List<TreeNode> forest = new ArrayList<>();
    for (int t = random.nextInt(5); t >= 0; t--) {
      forest.add(tree(random, network.features(), random.nextInt(5)));
    }
    Trees trees = Trees.of(network.features(), 0, forest);
    int width = 1 + network.out().length;
    return new ListNetwork(
        network.direct(),
        network.weight(),
        network.bias(),
        network.out(),
        network.missing(),
        Optional.of(new LeafRows(trees, width, numbers(random, trees.leafCount() * width))));
  }

  private static TreeNode tree(SplittableRandom random, int features, int depth) {
    return depth == 0
        ? TreeNode.leaf(random.nextDouble(), 1)
        : new TreeNode.Split(
            random.nextInt(features),
            (float) random.nextGaussian(),
            random.nextBoolean(),
            tree(random, features, depth - 1),
            tree(random, features, depth - 1));
  }

  static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** Ordinals, none twice, in no order. */
  int[] some(SplittableRandom random, int count) {
    int[] all = IntStream.range(0, items).toArray();
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(items - i);
      int own = all[i];
      all[i] = all[other];
      all[other] = own;
    }
    return Arrays.copyOf(all, count);
  }
}
