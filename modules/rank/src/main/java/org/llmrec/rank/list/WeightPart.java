package org.llmrec.rank.list;

import java.util.Arrays;
import java.util.Map;
import org.llmrec.rank.tensor.Tensor;

/**
 * Scores by sparse weights between items, as EASE or item kNN leave them: the sum of what the items
 * of the history say for another. Costs the weights of the history's items, whatever the
 * catalogue's size.
 *
 * @param name the method's name
 * @param placesNew whether items without a row have weights
 * @param rows what each item says for others
 */
public record WeightPart(String name, boolean placesNew, SparseRows rows) implements Part {
  static final String STARTS = "starts";
  static final String TARGETS = "targets";
  static final String WEIGHTS = "weights";

  @Override
  public int items() {
    return rows.items();
  }

  @Override
  public Opinion opinion(Asking asking, Opinion used) {
    Sums sums = used instanceof Sums own && own.rows == rows ? own : new Sums(rows);
    sums.clear();
    if (asking.items().length == 0) {
      return asking.popular();
    }
    sums.add(asking.items());
    return sums;
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of(
        STARTS, Tensor.Ints.vector(rows.starts()),
        TARGETS, Tensor.Ints.vector(rows.targets()),
        WEIGHTS, Tensor.Floats.vector(rows.values()));
  }

  /** Sums by item, of which those that are not 0 are known. */
  private static final class Sums implements Opinion {
    private final SparseRows rows;
    private final float[] sums;
    private final boolean[] touched;
    private int[] list = new int[256];
    private int size;
    private Moments moments = new Moments(0, 0, 0);

    Sums(SparseRows rows) {
      this.rows = rows;
      this.sums = new float[rows.items()];
      this.touched = new boolean[rows.items()];
    }

    void clear() {
      for (int i = 0; i < size; i++) {
        sums[list[i]] = 0;
        touched[list[i]] = false;
      }
      size = 0;
    }

    void add(int[] history) {
      for (int item : history) {
        for (int e = rows.starts()[item]; e < rows.starts()[item + 1]; e++) {
          int target = rows.targets()[e];
          if (!touched[target]) {
            touched[target] = true;
            if (size == list.length) {
              list = Arrays.copyOf(list, 2 * size);
            }
            list[size++] = target;
          }
          sums[target] += rows.values()[e];
        }
      }
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < size; i++) {
        float score = sums[list[i]];
        sum += score;
        squares += (double) score * score;
      }
      for (int item : history) {
        sum -= sums[item];
        squares -= (double) sums[item] * sums[item];
      }
      moments = new Moments(sum, squares, sums.length - history.length);
    }

    @Override
    public float of(int item) {
      return sums[item];
    }

    @Override
    public Moments moments() {
      return moments;
    }

    @Override
    public float from(int source, int item) {
      int e =
          Arrays.binarySearch(
              rows.targets(), rows.starts()[source], rows.starts()[source + 1], item);
      return e < 0 ? 0 : rows.values()[e];
    }
  }
}
