package org.llmrec.rank.mlp;

import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.rank.UserFoldIn;

/**
 * 32-bit floats in a mapped file, for catalogues that do not fit on the heap: each candidate's row
 * is copied to the block on its way.
 */
final class MappedFloats extends ItemRows {
  private final VectorFile file;

  MappedFloats(VectorFile file) {
    this.file = file;
  }

  @Override
  public int size() {
    return file.size();
  }

  @Override
  public int width() {
    return file.dims();
  }

  @Override
  public Element element() {
    return Element.FLOAT32;
  }

  @Override
  void addTo(
      Kernel kernel,
      float[] user,
      float floor,
      int[] ordinals,
      int from,
      int count,
      float[] target,
      int stride,
      Scratch scratch) {
    int width = width();
    for (int r = 0; r < count; r++) {
      file.read(ordinals[from + r], target, r * stride);
      kernel.add(user, width, floor, target, r * stride, target, r * stride, scratch);
    }
  }

  @Override
  void dots(
      Kernel kernel, float[] user, int[] ordinals, int count, float[] scores, Scratch scratch) {
    int width = width();
    float[] rows = scratch.even;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      for (int j = 0; j < 4; j++) {
        file.read(ordinals[i + j], rows, j * width);
      }
      kernel.dots(user, width, rows, 0, rows, width, rows, 2 * width, rows, 3 * width, scores, i);
    }
    for (; i < count; i++) {
      file.read(ordinals[i], rows, 0);
      scores[i] = kernel.dot(user, width, rows, 0);
    }
  }

  UserFoldIn.Rows rows() {
    return new UserFoldIn.Rows() {
      @Override
      public int size() {
        return file.size();
      }

      @Override
      public void read(int ordinal, float[] target, int offset) {
        file.read(ordinal, target, offset);
      }
    };
  }
}
