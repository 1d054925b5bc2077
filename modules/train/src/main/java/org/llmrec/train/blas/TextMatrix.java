package org.llmrec.train.blas;

import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.table.Ids;
import org.llmrec.train.method.TextVectors;

/**
 * The items' text vectors as one dense matrix. Encoders put all texts into one narrow cone, so each
 * field's mean over the items that have it is taken away; then the fields stand side by side. Where
 * an item lacks a field there are zeros, which after centring say nothing. Immutable; the array is
 * not to be changed.
 */
public final class TextMatrix {
  private final int rows;
  private final int width;
  private final float[] values;

  private TextMatrix(int rows, int width, float[] values) {
    this.rows = rows;
    this.width = width;
    this.values = values;
  }

  /**
   * Reads the vectors.
   *
   * @param items the rows, in this order
   * @throws ConfigException if there are more numbers than an array holds, or none of the items has
   *     a text
   */
  public static TextMatrix of(TextVectors texts, Ids items) {
    List<VectorFile> fields = List.copyOf(texts.fields().values());
    int dims = texts.fieldDims();
    int width = Math.multiplyExact(fields.size(), dims);
    if ((long) items.size() * width > Integer.MAX_VALUE - 8) {
      throw new ConfigException(
          TrainingCode.TOO_LARGE,
          "expected at most 2^31 numbers in the text vectors of '"
              + texts.arm()
              + "', found "
              + items.size()
              + " items with "
              + width
              + " each; take fewer fields");
    }
    float[] values = new float[items.size() * width];
    int present = 0;
    for (int f = 0; f < fields.size(); f++) {
      present += read(fields.get(f), items, values, f * dims, width);
    }
    if (present == 0) {
      throw new ConfigException(
          TrainingCode.TEXTS_MISSING,
          "expected text vectors of '"
              + texts.arm()
              + "' for the "
              + items.size()
              + " items, found none; do their ids agree?");
    }
    return new TextMatrix(items.size(), width, values);
  }

  private static int read(VectorFile file, Ids items, float[] values, int offset, int width) {
    int dims = file.dims();
    double[] sum = new double[dims];
    boolean[] has = new boolean[items.size()];
    int present = 0;
    for (int item = 0; item < items.size(); item++) {
      int row = file.row(items.get(item));
      if (row >= 0) {
        int at = item * width + offset;
        file.read(row, values, at);
        for (int d = 0; d < dims; d++) {
          sum[d] += values[at + d];
        }
        has[item] = true;
        present++;
      }
    }
    for (int item = 0; item < items.size(); item++) {
      if (has[item]) {
        int at = item * width + offset;
        for (int d = 0; d < dims; d++) {
          values[at + d] = (float) (values[at + d] - sum[d] / present);
        }
      }
    }
    return present;
  }

  /** The same with every row scaled to length 1; a row of zeros stays one. */
  public TextMatrix unit() {
    float[] scaled = values.clone();
    for (int row = 0; row < rows; row++) {
      double squares = 0;
      for (int d = 0; d < width; d++) {
        double value = scaled[row * width + d];
        squares += value * value;
      }
      // What rounding leaves of equal vectors is no direction.
      double factor = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
      for (int d = 0; d < width; d++) {
        scaled[row * width + d] = (float) (scaled[row * width + d] * factor);
      }
    }
    return new TextMatrix(rows, width, scaled);
  }

  /** How many items. */
  public int rows() {
    return rows;
  }

  /** Numbers per item: fields times their width. */
  public int width() {
    return width;
  }

  /** {@code [rows, width]} row-major. */
  public float[] values() {
    return values;
  }
}
