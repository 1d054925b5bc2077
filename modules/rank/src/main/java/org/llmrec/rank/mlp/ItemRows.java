package org.llmrec.rank.mlp;

import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.rank.UserFoldIn;

/**
 * A row of numbers for every item of a catalogue, {@code [N, width]}, in contiguous memory, to
 * score by ordinal: tower outputs for {@link TowerScores}, or what {@link SplitMlp#itemRows} makes
 * of them.
 *
 * <p>In 8-bit integers a number differs from what was put in by half of the row's scale at most,
 * which is the row's greatest magnitude by 127. All numbers are finite. Immutable and thread-safe.
 */
public abstract sealed class ItemRows permits HeapFloats, HeapBytes, MappedFloats {
  ItemRows() {}

  /** The number N of items. */
  public abstract int size();

  /** How many numbers each has. */
  public abstract int width();

  /** What they are kept as. */
  public abstract Element element();

  /** Whether they lie in a mapped file and not on the heap. */
  public boolean mapped() {
    return this instanceof MappedFloats;
  }

  /**
   * Copies rows to the heap.
   *
   * @param rows each {@code [width]}, finite
   * @param element {@link Element#FLOAT32} or {@link Element#INT8}
   * @throws IllegalArgumentException if a number is not finite, the width is less than 1, or the
   *     element another
   */
  public static ItemRows of(UserFoldIn.Rows rows, int width, Element element) {
    if (width < 1) {
      throw new IllegalArgumentException("expected a width from 1, found " + width);
    }
    return switch (element) {
      case FLOAT32 -> HeapFloats.copyOf(rows, width, Chunks.MOST);
      case INT8 -> HeapBytes.copyOf(rows, width, Chunks.MOST);
      case FLOAT16 ->
          throw new IllegalArgumentException(
              "expected FLOAT32 or INT8 for rows to score with, found " + element);
    };
  }

  /**
   * The rows of a vector file in 32-bit floats: on the heap if they fit into some bytes, otherwise
   * where they lie, in the mapped file, which has to stay open. Call {@link VectorFile#verify}
   * first: what stays in the file is not checked here.
   *
   * @param heapBytes the most to use, 0 for none
   * @throws IllegalArgumentException if they fit and a number is not finite
   */
  public static ItemRows open(VectorFile file, long heapBytes) {
    long bytes = (long) file.size() * file.dims() * Float.BYTES;
    return bytes > heapBytes
        ? new MappedFloats(file)
        : of(new MappedFloats(file).rows(), file.dims(), Element.FLOAT32);
  }

  /**
   * The first layer of some candidates: row {@code r} of the block becomes {@code max(floor, user +
   * row)}.
   *
   * @throws IndexOutOfBoundsException if an ordinal is none of these
   */
  abstract void addTo(
      Kernel kernel,
      float[] user,
      float floor,
      int[] ordinals,
      int from,
      int count,
      float[] target,
      int stride,
      Scratch scratch);

  /**
   * The inner product of a vector with the row of each ordinal.
   *
   * @throws IndexOutOfBoundsException if an ordinal is none of these
   */
  abstract void dots(
      Kernel kernel, float[] user, int[] ordinals, int count, float[] scores, Scratch scratch);
}
