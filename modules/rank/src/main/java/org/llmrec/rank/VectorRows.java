package org.llmrec.rank;

import java.util.List;
import java.util.Objects;

/** Rows of vectors with ids, wherever they lie. Implementations are thread-safe. */
public interface VectorRows {

  /** The number N of rows. */
  int size();

  /** The key of a row. */
  String id(int row);

  /**
   * Copies a row to {@code target} from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if there is no such row or no room
   */
  void read(int row, float[] target, int offset);

  /**
   * Rows in one array, which is not copied.
   *
   * @param ids N keys
   * @param vectors {@code [N, dims]}, row-major
   * @throws IllegalArgumentException if the lengths do not fit together
   */
  static VectorRows of(List<String> ids, float[] vectors, int dims) {
    List<String> keys = List.copyOf(ids);
    if ((long) keys.size() * dims != vectors.length) {
      throw new IllegalArgumentException(
          keys.size() + " rows of " + dims + " do not make " + vectors.length + " numbers");
    }
    return new VectorRows() {
      @Override
      public int size() {
        return keys.size();
      }

      @Override
      public String id(int row) {
        return keys.get(row);
      }

      @Override
      public void read(int row, float[] target, int offset) {
        Objects.checkIndex(row, keys.size());
        System.arraycopy(vectors, row * dims, target, offset, dims);
      }
    };
  }
}
