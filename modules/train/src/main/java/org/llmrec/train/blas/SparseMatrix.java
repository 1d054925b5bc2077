package org.llmrec.train.blas;

import java.util.Arrays;
import java.util.Objects;
import org.llmrec.data.table.InteractionTable;

/**
 * A matrix that is mostly zeros, by rows (CSR). The arrays are not to be changed. Its products are
 * summed in the order of the rows, hence are the same every time.
 *
 * @param rows how many
 * @param columns how many
 * @param starts {@code [rows + 1]}: where each row begins among the entries, and where the last
 *     ends
 * @param indices the column of each entry, ascending within a row
 * @param values of each entry
 */
@SuppressWarnings("ArrayRecordComponent") // big, and read-only by contract
public record SparseMatrix(int rows, int columns, int[] starts, int[] indices, float[] values) {
  /**
   * Checks the structure.
   *
   * @throws IllegalArgumentException if it is none
   */
  public SparseMatrix {
    Objects.requireNonNull(values, "values");
    if (rows < 0
        || columns < 0
        || starts.length != rows + 1
        || starts[0] != 0
        || starts[rows] != indices.length
        || indices.length != values.length) {
      throw new IllegalArgumentException("the parts of a sparse matrix do not fit each other");
    }
    for (int row = 0; row < rows; row++) {
      int before = -1;
      for (int e = starts[row]; e < starts[row + 1]; e++) {
        if (indices[e] <= before || indices[e] >= columns) {
          throw new IllegalArgumentException(
              "row " + row + ": expected columns ascending and below " + columns);
        }
        before = indices[e];
      }
    }
  }

  /** Users by items, 1 where a user has a row with the item. */
  public static SparseMatrix of(InteractionTable positives) {
    int[][] lists = positives.itemsByUser();
    int[] starts = new int[lists.length + 1];
    int[] indices = new int[positives.size()];
    int size = 0;
    for (int user = 0; user < lists.length; user++) {
      for (int item : lists[user]) {
        if (size == starts[user] || indices[size - 1] != item) {
          indices[size++] = item;
        }
      }
      starts[user + 1] = size;
    }
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    int columns = positives.items().size();
    return new SparseMatrix(lists.length, columns, starts, Arrays.copyOf(indices, size), ones);
  }

  /** How many entries. */
  public int size() {
    return indices.length;
  }

  /** Columns by rows. */
  public SparseMatrix transpose() {
    int[] newStarts = new int[columns + 1];
    for (int column : indices) {
      newStarts[column + 1]++;
    }
    for (int column = 0; column < columns; column++) {
      newStarts[column + 1] += newStarts[column];
    }
    int[] next = Arrays.copyOf(newStarts, columns);
    int[] newIndices = new int[indices.length];
    float[] newValues = new float[indices.length];
    for (int row = 0; row < rows; row++) {
      for (int e = starts[row]; e < starts[row + 1]; e++) {
        int to = next[indices[e]]++;
        newIndices[to] = row;
        newValues[to] = values[e];
      }
    }
    return new SparseMatrix(columns, rows, newStarts, newIndices, newValues);
  }

  /**
   * Every entry times a factor of its row and one of its column.
   *
   * @param rowFactors {@code [rows]}
   * @param columnFactors {@code [columns]}
   */
  public SparseMatrix scaled(float[] rowFactors, float[] columnFactors) {
    float[] scaled = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int e = starts[row]; e < starts[row + 1]; e++) {
        scaled[e] = values[e] * rowFactors[row] * columnFactors[indices[e]];
      }
    }
    return new SparseMatrix(rows, columns, starts, indices, scaled);
  }

  /** Every row divided by its sum, so that a product takes means; an empty row stays one. */
  public SparseMatrix averaging() {
    float[] shares = new float[rows];
    for (int row = 0; row < rows; row++) {
      float sum = 0;
      for (int e = starts[row]; e < starts[row + 1]; e++) {
        sum += values[e];
      }
      shares[row] = sum == 0 ? 0 : 1 / sum;
    }
    float[] ones = new float[columns];
    Arrays.fill(ones, 1);
    return scaled(shares, ones);
  }

  /**
   * The product with a dense matrix.
   *
   * @param dense {@code [columns, width]}
   * @return {@code [rows, width]}
   */
  public float[] times(float[] dense, int width) {
    float[] out = new float[Math.multiplyExact(rows, width)];
    for (int row = 0; row < rows; row++) {
      for (int e = starts[row]; e < starts[row + 1]; e++) {
        addScaled(out, row * width, dense, indices[e] * width, width, values[e]);
      }
    }
    return out;
  }

  /**
   * The product of the transpose with a dense matrix.
   *
   * @param dense {@code [rows, width]}
   * @return {@code [columns, width]}
   */
  public float[] transposedTimes(float[] dense, int width) {
    float[] out = new float[Math.multiplyExact(columns, width)];
    for (int row = 0; row < rows; row++) {
      for (int e = starts[row]; e < starts[row + 1]; e++) {
        addScaled(out, indices[e] * width, dense, row * width, width, values[e]);
      }
    }
    return out;
  }

  /**
   * The product of the transpose with this, dense. Costs the sum of squared row lengths.
   *
   * @return {@code [columns, columns]}, symmetric
   */
  public float[] gram() {
    float[] out = new float[Math.multiplyExact(columns, columns)];
    for (int row = 0; row < rows; row++) {
      for (int e = starts[row]; e < starts[row + 1]; e++) {
        int at = indices[e] * columns;
        for (int f = starts[row]; f < starts[row + 1]; f++) {
          out[at + indices[f]] += values[e] * values[f];
        }
      }
    }
    return out;
  }

  private static void addScaled(
      float[] target, int at, float[] source, int from, int width, float factor) {
    for (int d = 0; d < width; d++) {
      target[at + d] += factor * source[from + d];
    }
  }
}
