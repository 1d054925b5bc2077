package org.llmrec.rank.mlp;

import java.util.Objects;
import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorBlock;
import org.llmrec.rank.UserFoldIn;

/** 8-bit integers and a scale per row, on the heap. */
final class HeapBytes extends ItemRows {
  /** Behind the last row: where a float's vector is narrower than the narrowest of bytes. */
  private static final int SLACK = 8;

  private final Chunks form;
  private final byte[][] chunks;
  private final float[] scales;

  private HeapBytes(Chunks form, byte[][] chunks, float[] scales) {
    this.form = form;
    this.chunks = chunks;
    this.scales = scales;
  }

  static HeapBytes copyOf(UserFoldIn.Rows rows, int width, int mostNumbers) {
    Chunks form = Chunks.of(rows.size(), width, mostNumbers);
    byte[][] chunks = new byte[form.count()][];
    float[] scales = new float[rows.size()];
    float[] row = new float[width];
    for (int c = 0; c < chunks.length; c++) {
      chunks[c] = new byte[form.rows(c) * width + SLACK];
      for (int r = 0; r < form.rows(c); r++) {
        int ordinal = form.first(c) + r;
        rows.read(ordinal, row, 0);
        VectorBlock.Bytes one = rounded(row, ordinal);
        System.arraycopy(one.values(), 0, chunks[c], r * width, width);
        scales[ordinal] = one.scales()[0];
      }
    }
    return new HeapBytes(form, chunks, scales);
  }

  private static VectorBlock.Bytes rounded(float[] row, int ordinal) {
    try {
      return (VectorBlock.Bytes) VectorBlock.of(Element.INT8, row);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("item " + ordinal + ": " + e.getMessage(), e);
    }
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
    return Element.INT8;
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
    int r = 0;
    for (; r + 3 < count; r += 4) {
      int o0 = Objects.checkIndex(ordinals[from + r], form.size());
      int o1 = Objects.checkIndex(ordinals[from + r + 1], form.size());
      int o2 = Objects.checkIndex(ordinals[from + r + 2], form.size());
      int o3 = Objects.checkIndex(ordinals[from + r + 3], form.size());
      kernel.add(
          user,
          form.width(),
          floor,
          chunk(o0),
          form.at(o0),
          scales[o0],
          chunk(o1),
          form.at(o1),
          scales[o1],
          chunk(o2),
          form.at(o2),
          scales[o2],
          chunk(o3),
          form.at(o3),
          scales[o3],
          target,
          r * stride,
          stride,
          scratch);
    }
    for (; r < count; r++) {
      int ordinal = Objects.checkIndex(ordinals[from + r], form.size());
      kernel.add(
          user,
          form.width(),
          floor,
          chunk(ordinal),
          form.at(ordinal),
          scales[ordinal],
          target,
          r * stride,
          scratch);
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
      scores[i] *= scales[o0];
      scores[i + 1] *= scales[o1];
      scores[i + 2] *= scales[o2];
      scores[i + 3] *= scales[o3];
    }
    for (; i < count; i++) {
      int ordinal = Objects.checkIndex(ordinals[i], form.size());
      scores[i] =
          scales[ordinal] * kernel.dot(user, form.width(), chunk(ordinal), form.at(ordinal));
    }
  }

  private byte[] chunk(int ordinal) {
    return chunks[ordinal >> form.shift()];
  }
}
