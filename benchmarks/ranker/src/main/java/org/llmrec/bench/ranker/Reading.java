package org.llmrec.bench.ranker;

import org.llmrec.rank.mlp.Kernels;

/** Reads rows and does next to nothing with them: the bound of what is scored from memory. */
interface Reading {

  /** Something that depends on every number. */
  long read(int[] ordinals);

  /** The faster way that this process has. */
  static Reading of(float[] rows, int width) {
    if (Kernels.vectorised()) {
      return new VectorReading(rows, width);
    }
    int[] bits = new int[rows.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(rows[i]);
    }
    // A sum of whole numbers is one that the compiler vectorises.
    return ordinals -> {
      int sum = 0;
      for (int ordinal : ordinals) {
        int from = ordinal * width;
        for (int i = from; i < from + width; i++) {
          sum += bits[i];
        }
      }
      return sum;
    };
  }
}
