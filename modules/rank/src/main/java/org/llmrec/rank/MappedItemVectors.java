package org.llmrec.rank;

import java.util.Objects;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.Vectors;

/**
 * Left in the mapped file, for catalogues that do not fit on the heap: the operating system keeps
 * in memory what is used. Scoring holds one row at a time.
 */
record MappedItemVectors(VectorFile file) implements ItemVectors {

  @Override
  public int size() {
    return file.size();
  }

  @Override
  public int dims() {
    return file.dims();
  }

  @Override
  public void read(int ordinal, float[] target, int offset) {
    file.read(ordinal, target, offset);
  }

  @Override
  public void score(float[] user, int[] ordinals, float[] scores) {
    Objects.checkFromIndexSize(0, ordinals.length, scores.length);
    float[] row = new float[dims()];
    for (int i = 0; i < ordinals.length; i++) {
      file.read(ordinals[i], row, 0);
      scores[i] = Vectors.dot(user, row);
    }
  }
}
