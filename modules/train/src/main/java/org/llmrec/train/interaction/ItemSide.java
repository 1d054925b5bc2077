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
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record ItemSide(int n, float[] inputs, float[] cross, float[] deep) {
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
    return new ItemSide(n, inputs, cross, deep);
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
