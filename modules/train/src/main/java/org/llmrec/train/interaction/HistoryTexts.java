package org.llmrec.train.interaction;

import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.internal.TextInput;

/**
 * The mean text of a history: of each item the mean of the fields that it has, of these the mean.
 * An item without any text counts as a mean text, which is zeros after centring.
 *
 * @param items {@code [items, width]}
 * @param width of a field's vectors
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record HistoryTexts(float[] items, int width) {
  static HistoryTexts of(TextInput texts) {
    float[] vectors = texts.vectors().toFloatArray();
    float[] missing = texts.missing().toFloatArray();
    int width = texts.fieldDims();
    int fields = texts.fields();
    float[] means = new float[texts.items() * width];
    for (int item = 0; item < texts.items(); item++) {
      int present = fields;
      for (int f = 0; f < fields; f++) {
        present -= (int) missing[item * fields + f];
      }
      for (int c = 0; c < fields * width && present > 0; c++) {
        means[item * width + c % width] += vectors[item * fields * width + c] / present;
      }
    }
    return new HistoryTexts(means, width);
  }

  /** Of every user, {@code [users, width]}. */
  float[] ofUsers(InteractionTable positives) {
    return SparseMatrix.of(positives).averaging().times(items, width);
  }

  /** {@code [width]}. */
  float[] of(int[] history) {
    float[] mean = new float[width];
    for (int item : history) {
      for (int d = 0; d < width; d++) {
        mean[d] += items[item * width + d] / history.length;
      }
    }
    return mean;
  }
}
