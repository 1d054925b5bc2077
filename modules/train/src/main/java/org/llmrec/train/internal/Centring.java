package org.llmrec.train.internal;

import org.llmrec.core.vector.VectorFile;

/**
 * What is done to a field's vectors before the network sees them: {@code (x - mean) * scale}.
 *
 * <p>Encoders put all texts into one narrow cone, and the common part would drown what tells items
 * apart: the mean over the catalogue is taken away. What is left is scaled to a root mean square
 * length of {@value #LENGTH}, so that a learning rate means the same for every encoder. Both go
 * into the first layer when the tower is handed over: who serves it needs not know.
 *
 * @param mean {@code [width]}
 * @param scale positive
 * @param missing how many items of the catalogue lack the field
 */
record Centring(float[] mean, float scale, int missing) {
  /**
   * Shorter, and the tower learns slowly; longer, and it remembers items instead of learning what
   * texts mean. Weighed on validation: 0.85 (as an encoder with vectors of length 1 gives it), 2.5
   * and 20.
   */
  private static final double LENGTH = 2.5;

  /**
   * Of the catalogue's vectors.
   *
   * @param rows per item its row in the file, negative where it has none
   */
  static Centring of(VectorFile file, int[] rows) {
    int width = file.dims();
    double[] sum = new double[width];
    double squares = 0;
    float[] vector = new float[width];
    int missing = 0;
    for (int row : rows) {
      if (row < 0) {
        missing++;
        continue;
      }
      file.read(row, vector, 0);
      for (int d = 0; d < width; d++) {
        sum[d] += vector[d];
        squares += (double) vector[d] * vector[d];
      }
    }
    int present = Math.max(1, rows.length - missing);
    float[] mean = new float[width];
    double spread = squares / present;
    for (int d = 0; d < width; d++) {
      mean[d] = (float) (sum[d] / present);
      spread -= (sum[d] / present) * (sum[d] / present);
    }
    // Equal vectors, or a single one, leave nothing but rounding to scale.
    boolean flat = spread <= 1e-9 * squares / present;
    return new Centring(mean, flat ? 1 : (float) (LENGTH / Math.sqrt(spread)), missing);
  }

  /** Reads an item's vector and centres it. */
  void read(VectorFile file, int row, float[] target, int offset) {
    file.read(row, target, offset);
    for (int d = 0; d < mean.length; d++) {
      target[offset + d] = (target[offset + d] - mean[d]) * scale;
    }
  }

  /** Centres a vector that is not in a file. */
  void apply(float[] vector, float[] target, int offset) {
    for (int d = 0; d < mean.length; d++) {
      target[offset + d] = (vector[d] - mean[d]) * scale;
    }
  }

  /** The vector that is centred to {@code centred}. */
  float[] undo(float[] centred) {
    float[] vector = new float[mean.length];
    for (int d = 0; d < vector.length; d++) {
      vector[d] = centred[d] / scale + mean[d];
    }
    return vector;
  }
}
