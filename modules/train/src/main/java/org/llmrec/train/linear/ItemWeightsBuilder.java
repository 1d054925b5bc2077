package org.llmrec.train.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.llmrec.data.table.Ids;

/**
 * Collects, item by item, the weights by which others speak for it, and keeps the n furthest from
 * 0. Equal ones go by id, not by number: how items are numbered decides nothing.
 */
final class ItemWeightsBuilder {
  private final Ids items;
  private final int n;
  private final int[] byId;
  private final int[] place;
  private final int[][] sources;
  private final float[][] weights;
  private long[] best = new long[64];

  ItemWeightsBuilder(Ids items, int n) {
    this.items = items;
    this.n = n;
    this.byId =
        IntStream.range(0, items.size())
            .boxed()
            .sorted(Comparator.comparing(items::get))
            .mapToInt(Integer::intValue)
            .toArray();
    this.place = new int[byId.length];
    for (int p = 0; p < byId.length; p++) {
      place[byId[p]] = p;
    }
    this.sources = new int[byId.length][];
    this.weights = new float[byId.length][];
    Arrays.fill(sources, new int[0]);
    Arrays.fill(weights, new float[0]);
  }

  /**
   * The weights for one item.
   *
   * @param candidates the items that may have one; those with 0 have none
   * @param count how many candidates there are
   * @param dense {@code [items]}: the weight of each candidate
   */
  void add(int target, int[] candidates, int count, float[] dense) {
    int size = 0;
    long worst = 0;
    for (int c = 0; c < count; c++) {
      float weight = dense[candidates[c]];
      // Magnitudes order like their bits; below them, what comes first in the order of ids wins.
      long key =
          (long) Float.floatToIntBits(Math.abs(weight)) << 32
              | (~place[candidates[c]] & 0xffffffffL);
      if (weight == 0 || key <= worst) {
        continue;
      }
      if (size == best.length && size / 2 >= n) {
        size = cut(size);
        worst = best[0];
      } else if (size == best.length) {
        best = Arrays.copyOf(best, 2 * size);
      }
      best[size++] = key;
    }
    size = size > n ? cut(size) : size;
    int[] kept = new int[size];
    for (int i = 0; i < size; i++) {
      kept[i] = byId[~(int) best[i]];
    }
    Arrays.sort(kept);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = dense[kept[i]];
    }
    sources[target] = kept;
    weights[target] = values;
  }

  /** Moves the n largest keys to the front, ascending. */
  private int cut(int size) {
    Arrays.sort(best, 0, size);
    System.arraycopy(best, size - n, best, 0, n);
    return n;
  }

  ItemWeights build() {
    int[] starts = new int[items.size() + 1];
    for (int[] list : sources) {
      for (int source : list) {
        starts[source + 1]++;
      }
    }
    for (int item = 0; item < items.size(); item++) {
      starts[item + 1] = Math.addExact(starts[item + 1], starts[item]);
    }
    int[] next = starts.clone();
    int[] targets = new int[starts[items.size()]];
    float[] values = new float[targets.length];
    for (int target = 0; target < sources.length; target++) {
      for (int e = 0; e < sources[target].length; e++) {
        int to = next[sources[target][e]]++;
        targets[to] = target;
        values[to] = weights[target][e];
      }
    }
    return new ItemWeights(items, starts, targets, values);
  }
}
