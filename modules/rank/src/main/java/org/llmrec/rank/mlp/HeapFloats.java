package org.llmrec.rank.mlp;

import java.util.Objects;
import org.llmrec.core.vector.Element;
import org.llmrec.rank.UserFoldIn;

/** 32-bit floats on the heap. */
final class HeapFloats extends ItemRows {
  private final Chunks form;
  private final float[][] chunks;

  private HeapFloats(Chunks form, float[][] chunks) {
    this.form = form;
    this.chunks = chunks;
  }

  static HeapFloats copyOf(UserFoldIn.Rows rows, int width, int mostNumbers) {
    Chunks form = Chunks.of(rows.size(), width, mostNumbers);
    float[][] chunks = new float[form.count()][];
    for (int c = 0; c < chunks.length; c++) {
      chunks[c] = new float[form.rows(c) * width];
      for (int r = 0; r < form.rows(c); r++) {
        int ordinal = form.first(c) + r;
        rows.read(ordinal, chunks[c], r * width);
        requireFinite(chunks[c], r * width, width, ordinal);
      }
    }
    return new HeapFloats(form, chunks);
  }

  @Override
  public int size() {
    return form.size();
  }

  @Override
  public int width() {
    return form.width();
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
    int width = form.width();
    int r = 0;
    for (; r + 3 < count; r += 4) {
      int o0 = Objects.checkIndex(ordinals[from + r], form.size());
      int o1 = Objects.checkIndex(ordinals[from + r + 1], form.size());
      int o2 = Objects.checkIndex(ordinals[from + r + 2], form.size());
      int o3 = Objects.checkIndex(ordinals[from + r + 3], form.size());
      kernel.add(
          user,
          width,
          floor,
          chunk(o0),
          form.at(o0),
          chunk(o1),
          form.at(o1),
          chunk(o2),
          form.at(o2),
          chunk(o3),
          form.at(o3),
          target,
          r * stride,
          stride,
          scratch);
    }
    for (; r < count; r++) {
      int ordinal = Objects.checkIndex(ordinals[from + r], form.size());
      kernel.add(user, width, floor, chunk(ordinal), form.at(ordinal), target, r * stride, scratch);
    }
  }

  @Override
  void dots(
      Kernel kernel, float[] user, int[] ordinals, int count, float[] scores, Scratch scratch) {
    int i = 0;
    for (; i + 3 < count; i += 4) {
      int o0 = Objects.checkIndex(ordinals[i], form.size());
      int o1 = Objects.checkIndex(ordinals[i + 1], form.size());
      int o2 = Objects.checkIndex(ordinals[i + 2], form.size());
      int o3 = Objects.checkIndex(ordinals[i + 3], form.size());
      kernel.dots(
          user,
          form.width(),
          chunk(o0),
          form.at(o0),
          chunk(o1),
          form.at(o1),
          chunk(o2),
          form.at(o2),
          chunk(o3),
          form.at(o3),
          scores,
          i);
    }
    for (; i < count; i++) {
      int ordinal = Objects.checkIndex(ordinals[i], form.size());
      scores[i] = kernel.dot(user, form.width(), chunk(ordinal), form.at(ordinal));
    }
  }

  private float[] chunk(int ordinal) {
    return chunks[ordinal >> form.shift()];
  }

  private static void requireFinite(float[] values, int from, int width, int ordinal) {
    for (int i = 0; i < width; i++) {
      if (!Float.isFinite(values[from + i])) {
        throw new IllegalArgumentException(
            "row "
                + ordinal
                + ", place "
                + i
                + ": expected finite numbers, found "
                + values[from + i]);
      }
    }
  }
}
