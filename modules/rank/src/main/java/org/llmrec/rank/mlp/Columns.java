package org.llmrec.rank.mlp;

import org.llmrec.rank.Dense;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.rank.VectorRows;

/** Weights and rows in another order. */
final class Columns {
  private Columns() {}

  /** For each of some inputs its weight in every output: {@code [count][out]}. */
  static float[][] of(Dense layer, int from, int count) {
    float[] weight = layer.weight().values();
    float[][] columns = new float[count][layer.out()];
    for (int i = 0; i < count; i++) {
      for (int o = 0; o < layer.out(); o++) {
        columns[i][o] = weight[o * layer.in() + from + i];
      }
    }
    return columns;
  }

  /** The weights of some inputs alone, {@code [out, count]} row-major. */
  static float[] slice(Dense layer, int from, int count) {
    float[] slice = new float[layer.out() * count];
    for (int o = 0; o < layer.out(); o++) {
      System.arraycopy(layer.weight().values(), o * layer.in() + from, slice, o * count, count);
    }
    return slice;
  }

  static UserFoldIn.Rows rows(VectorRows rows) {
    return new UserFoldIn.Rows() {
      @Override
      public int size() {
        return rows.size();
      }

      @Override
      public void read(int ordinal, float[] target, int offset) {
        rows.read(ordinal, target, offset);
      }
    };
  }
}
