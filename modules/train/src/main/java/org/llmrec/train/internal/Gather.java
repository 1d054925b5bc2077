package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

/** Takes rows out of matrices. */
public final class Gather {
  private Gather() {}

  /** Rows of a matrix by number; gradients flow back to the matrix. */
  public static NDArray rows(NDManager step, NDArray numbers, NDArray matrix) {
    NDArray rows = Embedding.embedding(numbers, matrix, SparseFormat.DENSE).head();
    rows.attach(step);
    return rows;
  }
}
