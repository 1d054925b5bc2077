package org.llmrec.rank;

import java.nio.file.Path;
import java.util.Objects;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.Vectors;

/**
 * On the heap: one array up to 2^28 numbers, several of that size beyond. Scoring allocates
 * nothing.
 */
final class HeapItemVectors implements ItemVectors {
  private static final int CHUNK_FLOATS = 1 << 28;

  private final int size;
  private final int dims;
  private final int shift;
  private final float[][] chunks;

  private HeapItemVectors(int size, int dims, int shift, float[][] chunks) {
    this.size = size;
    this.dims = dims;
    this.shift = shift;
    this.chunks = chunks;
  }

  /**
   * Copies all rows of an open file.
   *
   * @throws CorruptFileException if a number is not finite
   */
  static HeapItemVectors copyOf(Path path, VectorFile file) {
    return copyOf(path, file, CHUNK_FLOATS);
  }

  /** With chunks of another size, so that a test crosses their borders with a small file. */
  static HeapItemVectors copyOf(Path path, VectorFile file, int chunkFloats) {
    int size = file.size();
    int dims = file.dims();
    // Chunks of a power of two rows: a shift and a mask find the row.
    int shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, chunkFloats / dims));
    int rows = 1 << shift;
    float[][] chunks = new float[(size + rows - 1) >> shift][];
    for (int c = 0; c < chunks.length; c++) {
      int first = c << shift;
      int count = Math.min(rows, size - first);
      chunks[c] = new float[count * dims];
      for (int r = 0; r < count; r++) {
        file.read(first + r, chunks[c], r * dims);
      }
      requireFinite(path, chunks[c], first, dims);
    }
    return new HeapItemVectors(size, dims, shift, chunks);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int dims() {
    return dims;
  }

  @Override
  public void read(int ordinal, float[] target, int offset) {
    Objects.checkIndex(ordinal, size);
    System.arraycopy(chunks[ordinal >> shift], start(ordinal), target, offset, dims);
  }

  @Override
  public void score(float[] user, int[] ordinals, float[] scores) {
    Objects.checkFromIndexSize(0, ordinals.length, scores.length);
    for (int i = 0; i < ordinals.length; i++) {
      int ordinal = Objects.checkIndex(ordinals[i], size);
      scores[i] = Vectors.dot(user, chunks[ordinal >> shift], start(ordinal));
    }
  }

  private int start(int ordinal) {
    return (ordinal & ((1 << shift) - 1)) * dims;
  }

  private static void requireFinite(Path path, float[] chunk, int first, int dims) {
    for (int i = 0; i < chunk.length; i++) {
      if (!Float.isFinite(chunk[i])) {
        throw new CorruptFileException(
            FileCode.BUNDLE_DAMAGED,
            path,
            "finite numbers",
            chunk[i] + " in row " + (first + i / dims),
            BundleFiles.ADVICE);
      }
    }
  }
}
