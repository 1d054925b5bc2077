package org.llmrec.train.linear;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.table.Ids;
import org.llmrec.rank.list.SparseRows;

/**
 * Sparse weights between items: how much an item of a history speaks for another. What is left of
 * EASE or item kNN for serving. Immutable and thread-safe; needs 8 bytes a weight besides the ids.
 */
public final class ItemWeights {
  private final Ids items;
  private final int[] starts;
  private final int[] targets;
  private final float[] weights;

  /**
   * From the parts, which are not copied.
   *
   * @param starts {@code [items + 1]}: where the weights of each item begin
   * @param targets the item that each weight speaks for, ascending for each item
   * @param weights finite
   */
  ItemWeights(Ids items, int[] starts, int[] targets, float[] weights) {
    this.items = items;
    this.starts = starts;
    this.targets = targets;
    this.weights = weights;
  }

  /**
   * Reads what {@link #write} wrote, every byte of it against the checksum.
   *
   * @throws ConfigException if there is no such file
   * @throws CorruptFileException if it is not what was written
   * @throws IOException if it cannot be read
   */
  public static ItemWeights read(Path file) throws IOException {
    return ItemWeightsFile.read(file);
  }

  /**
   * Writes the ids and the weights, whole or not at all; equal weights give equal bytes.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    ItemWeightsFile.write(file, this);
  }

  /** The items by number. */
  public Ids items() {
    return items;
  }

  /** How many weights there are. */
  public int size() {
    return targets.length;
  }

  /** The items that one speaks for or against, ascending by number; a copy. */
  public int[] targets(int item) {
    return Arrays.copyOfRange(targets, starts[item], starts[item + 1]);
  }

  /** The weights of {@link #targets}, in their order; a copy. */
  public float[] weights(int item) {
    return Arrays.copyOfRange(weights, starts[item], starts[item + 1]);
  }

  /**
   * Scores every item by the sum of the weights that a history's items have for it.
   *
   * @param history item numbers
   * @param scores {@code [items]}, filled; 0 where nothing in the history speaks for the item or
   *     against it
   */
  public void score(int[] history, float[] scores) {
    Arrays.fill(scores, 0, items.size(), 0);
    for (int item : history) {
      for (int e = starts[item]; e < starts[item + 1]; e++) {
        scores[targets[e]] += weights[e];
      }
    }
  }

  /** Of each item, the {@code n} weights for it that are furthest from 0; equal ones by id. */
  public ItemWeights strongest(int n) {
    ItemWeights byTarget = transposed();
    ItemWeightsBuilder builder = new ItemWeightsBuilder(items, n);
    float[] dense = new float[items.size()];
    for (int target = 0; target < items.size(); target++) {
      int[] sources = byTarget.targets(target);
      float[] values = byTarget.weights(target);
      for (int e = 0; e < sources.length; e++) {
        dense[sources[e]] = values[e];
      }
      builder.add(target, sources, sources.length, dense);
    }
    return builder.build();
  }

  /** What speaks for an item instead of what it speaks for. */
  private ItemWeights transposed() {
    int[] newStarts = new int[starts.length];
    for (int target : targets) {
      newStarts[target + 1]++;
    }
    for (int i = 1; i < newStarts.length; i++) {
      newStarts[i] += newStarts[i - 1];
    }
    int[] next = newStarts.clone();
    int[] sources = new int[targets.length];
    float[] newWeights = new float[weights.length];
    for (int item = 0; item < items.size(); item++) {
      for (int e = starts[item]; e < starts[item + 1]; e++) {
        int to = next[targets[e]]++;
        sources[to] = item;
        newWeights[to] = weights[e];
      }
    }
    return new ItemWeights(items, newStarts, sources, newWeights);
  }

  /** Divides the weights for each item by their sum, where it is not 0. */
  ItemWeights sharesOfTarget() {
    double[] sums = new double[items.size()];
    for (int e = 0; e < targets.length; e++) {
      sums[targets[e]] += weights[e];
    }
    float[] shares = new float[weights.length];
    for (int e = 0; e < targets.length; e++) {
      double sum = sums[targets[e]];
      shares[e] = sum == 0 ? 0 : (float) (weights[e] / sum);
    }
    return new ItemWeights(items, starts, targets, shares);
  }

  /** The same without ids, for a ranker; shares the arrays. */
  public SparseRows rows() {
    return new SparseRows(starts, targets, weights);
  }

  int[] starts() {
    return starts;
  }

  int[] allTargets() {
    return targets;
  }

  float[] allWeights() {
    return weights;
  }
}
