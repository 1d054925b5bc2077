package org.llmrec.train.linear;

/** Makes weights {@code B_ij = -P_ij / P_jj} of rows of the symmetric inverse P. */
final class EaseWeights {
  private final ItemWeightsBuilder builder;
  private final float[] weights;

  /**
   * For some items.
   *
   * @param items how many there are
   */
  EaseWeights(ItemWeightsBuilder builder, int items) {
    this.builder = builder;
    this.weights = new float[items];
  }

  /**
   * What others say for an item.
   *
   * @param columns the items that the row has numbers of
   * @param own which of the columns is the item
   * @param rows in which the row begins at {@code at}
   */
  void add(int[] columns, int own, float[] rows, int at) {
    float diagonal = rows[at + own];
    for (int c = 0; c < columns.length; c++) {
      weights[columns[c]] = c == own ? 0 : -rows[at + c] / diagonal;
    }
    builder.add(columns[own], columns, columns.length, weights);
  }

  ItemWeights build() {
    return builder.build();
  }
}
