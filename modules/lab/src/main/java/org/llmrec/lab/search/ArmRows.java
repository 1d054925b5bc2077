package org.llmrec.lab.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.table.Ids;
import org.llmrec.retrieve.signal.FieldRows;
import org.llmrec.train.method.TextVectors;

/**
 * The vectors of an arm's items, in memory. Immutable.
 *
 * @param name what the text is called
 * @param matrix the rows of the items at length 1, {@code [items, D]}
 * @param present whether the item has a row
 * @param dims D
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record ArmRows(String name, float[] matrix, boolean[] present, int dims) implements FieldRows {
  /**
   * Reads the vectors.
   *
   * @param queryDims how wide the vectors of queries are
   * @throws ConfigException if that is another width
   */
  static List<FieldRows> of(TextVectors texts, Ids items, int queryDims) {
    int dims = texts.fieldDims();
    if (queryDims != dims) {
      throw new ConfigException(
          EncoderCode.ENCODER_CHANGED,
          "expected texts '"
              + texts.arm()
              + "' encoded as queries are, in vectors of "
              + queryDims
              + ", found "
              + dims);
    }
    List<FieldRows> rows = new ArrayList<>();
    texts.fields().forEach((name, file) -> rows.add(of(name, file, items)));
    return rows;
  }

  private static ArmRows of(String name, VectorFile file, Ids items) {
    int dims = file.dims();
    float[] matrix = new float[Math.multiplyExact(items.size(), dims)];
    boolean[] has = new boolean[items.size()];
    for (int item = 0; item < has.length; item++) {
      int row = file.row(items.get(item));
      if (row >= 0) {
        float[] unit = Vectors.normalise(file.row(row));
        System.arraycopy(unit, 0, matrix, item * dims, dims);
        has[item] = true;
      }
    }
    return new ArmRows(name, matrix, has, dims);
  }

  @Override
  public boolean has(int item) {
    return present[item];
  }

  @Override
  public float[] row(int item) {
    return Arrays.copyOfRange(matrix, item * dims, (item + 1) * dims);
  }

  @Override
  public void products(float[] vector, float[] products) {
    for (int item = 0; item < products.length; item++) {
      products[item] = present[item] ? Vectors.dot(vector, matrix, item * dims) : Float.NaN;
    }
  }
}
