package org.llmrec.train.interaction;

/**
 * Some items with what the first layers make of them alone, whoever asks.
 *
 * @param n how many
 * @param inputs their part of {@code x0}, {@code [n, itemWidth]}
 * @param cross the item's part of the first cross layer's {@code W x0 + b}, {@code [n, d]}; empty
 *     without cross layers
 * @param deep that of the first deep layer, {@code [n, hidden]}; empty where it does not see {@code
 *     x0}
 * @param pulls the item's part of {@link CrossWeights#pulls}, {@code [n, d]}; empty where the last
 *     cross layer is not folded
 * @param shifts that of {@link CrossWeights#shift}, {@code [n]}
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record ItemSide(int n, float[] inputs, float[] cross, float[] deep, float[] pulls, float[] shifts) {
  /** Of inputs {@code [n, itemWidth]}. */
  static ItemSide of(CrossWeights weights, float[] inputs, int n) {
    int from = weights.userWidth();
    float[] cross = new float[0];
    if (!weights.cross().isEmpty()) {
      Product first = weights.cross().getFirst();
      cross = plus(first.columns(from, first.in()).of(inputs, n), weights.crossBias().getFirst());
    }
    float[] deep = new float[0];
    if (weights.beside()) {
      Product first = weights.deep().getFirst();
      deep = plus(first.columns(from, first.in()).of(inputs, n), weights.deepBias().getFirst());
    }
    float[] pulls = new float[0];
    float[] shifts = new float[n];
    if (weights.folds()) {
      float[] x0 = joined(new float[from], inputs, n);
      pulls = weights.pulls(x0, n);
      for (int i = 0; i < n; i++) {
        shifts[i] = weights.shift(x0, i * (x0.length / n));
      }
    }
    return new ItemSide(n, inputs, cross, deep, pulls, shifts);
  }

  /** {@code x0} of a user with n items, {@code [n, d]}. */
  static float[] joined(float[] user, float[] inputs, int n) {
    int own = inputs.length / n;
    int width = user.length + own;
    float[] joined = new float[n * width];
    for (int i = 0; i < n; i++) {
      System.arraycopy(user, 0, joined, i * width, user.length);
      System.arraycopy(inputs, i * own, joined, i * width + user.length, own);
    }
    return joined;
  }

  /** Adds a row to every row; in place. */
  static float[] plus(float[] rows, float[] row) {
    for (int at = 0; at < rows.length; at += row.length) {
      for (int d = 0; d < row.length; d++) {
        rows[at + d] += row[d];
      }
    }
    return rows;
  }
}
