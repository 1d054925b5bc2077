package org.llmrec.pipeline.internal.encode;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Vectors on their way, in a temporary file that goes when this is closed: what was computed waits
 * there until its rows are written, in whatever order and however often they need it. For one
 * thread.
 */
final class VectorSpool implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final int dims;
  private final FileChannel channel;
  private final ByteBuffer out;
  private final ByteBuffer in;
  private int size;

  private VectorSpool(int dims, FileChannel channel) {
    this.dims = dims;
    this.channel = channel;
    int row = Math.multiplyExact(dims, Float.BYTES);
    this.out = ByteBuffer.allocateDirect(Math.max(BUFFER_BYTES / row, 1) * row);
    this.in = ByteBuffer.allocateDirect(row);
  }

  /** An empty one; the file must not be there yet. */
  static VectorSpool create(Path file, int dims) throws IOException {
    return new VectorSpool(
        dims,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Appends a vector, {@code [D]}. */
  void add(float[] vector) throws IOException {
    if (vector.length != dims) {
      throw new IllegalArgumentException(
          "expected a vector of " + dims + ", found one of " + vector.length);
    }
    out.asFloatBuffer().put(vector);
    out.position(out.position() + dims * Float.BYTES);
    size++;
    if (!out.hasRemaining()) {
      flush();
    }
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /**
   * Copies a vector into {@code target}, {@code [D]}.
   *
   * @throws IndexOutOfBoundsException if there is no such
   */
  void read(int number, float[] target) throws IOException {
    Objects.checkIndex(number, size);
    flush();
    in.clear();
    long at = (long) number * in.capacity();
    while (in.hasRemaining()) {
      if (channel.read(in, at + in.position()) < 0) {
        throw new EOFException("a temporary file was cut short");
      }
    }
    in.flip().asFloatBuffer().get(target, 0, dims);
  }

  private void flush() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
