package org.llmrec.rank;

/**
 * The item tower's output for every item of the catalogue, {@code [N, dims]}. Immutable and
 * thread-safe.
 */
sealed interface ItemVectors extends UserFoldIn.Rows permits HeapItemVectors, MappedItemVectors {

  int dims();

  /** The inner product of the user with each of the items. */
  void score(float[] user, int[] ordinals, float[] scores);

  /** A copy of a row. */
  default float[] row(int ordinal) {
    float[] target = new float[dims()];
    read(ordinal, target, 0);
    return target;
  }
}
