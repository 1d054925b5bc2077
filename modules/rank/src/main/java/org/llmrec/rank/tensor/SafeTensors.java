package org.llmrec.rank.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;

/**
 * Reads and writes the safetensors format (<a
 * href="https://github.com/huggingface/safetensors#format">its description</a>): eight bytes with
 * the header's length, a JSON header that gives every tensor its type, shape and place, then the
 * numbers, all little-endian.
 *
 * <p>Only the types {@code F32} and {@code I32} are known. The writer sorts the names and fills the
 * header with spaces to a multiple of eight, so equal tensors give equal bytes. The reader trusts
 * nothing: every tensor must lie inside the file, they must tile it without gap or overlap, and a
 * number that is not finite is refused. Stateless, hence thread-safe.
 */
public final class SafeTensors {
  static final String ADVICE = "restore the file from where it came, or train again";
  private static final int BUFFER = 1 << 16;

  private SafeTensors() {}

  /**
   * Writes the tensors, whole or not at all.
   *
   * @throws IllegalArgumentException if a name is reserved or a number is not finite
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Map<String, ? extends Tensor> tensors) throws IOException {
    SortedMap<String, Tensor> sorted = new TreeMap<>(tensors);
    sorted.forEach(SafeTensors::requireFinite);
    byte[] header = TensorHeader.format(sorted).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(
        file,
        out -> {
          out.write(littleEndian(8).putLong(header.length).array());
          out.write(header);
          for (Tensor tensor : sorted.values()) {
            write(tensor, out);
          }
        });
  }

  /**
   * Reads every tensor of a file.
   *
   * @return the tensors by name, in the order in which they lie in the file
   * @throws CorruptFileException if the file is not whole, well-formed and finite
   * @throws IOException if it cannot be read at all
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      TensorHeader header = TensorHeader.read(file, channel);
      channel.position(header.dataStart());
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      // The header's entries are in file order and tile the data, so one pass reads them all.
      for (TensorHeader.Entry entry : header.entries()) {
        tensors.put(entry.name(), read(file, channel, entry));
      }
      return tensors;
    }
  }

  private static void write(Tensor tensor, OutputStream out) throws IOException {
    byte[] bytes = new byte[BUFFER];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < tensor.size(); ) {
      int count = Math.min(tensor.size() - done, BUFFER / Float.BYTES);
      switch (tensor) {
        case Tensor.Floats floats -> buffer.asFloatBuffer().put(floats.values(), done, count);
        case Tensor.Ints ints -> buffer.asIntBuffer().put(ints.values(), done, count);
      }
      out.write(bytes, 0, count * Float.BYTES);
      done += count;
    }
  }

  private static Tensor read(Path file, FileChannel channel, TensorHeader.Entry entry)
      throws IOException {
    boolean floating = entry.dtype().equals("F32");
    float[] floats = new float[floating ? entry.size() : 0];
    int[] ints = new int[floating ? 0 : entry.size()];
    ByteBuffer buffer = littleEndian(BUFFER);
    for (int done = 0; done < entry.size(); ) {
      int count = Math.min(entry.size() - done, BUFFER / Float.BYTES);
      buffer.clear().limit(count * Float.BYTES);
      readFully(file, channel, buffer);
      if (floating) {
        buffer.flip().asFloatBuffer().get(floats, done, count);
      } else {
        buffer.flip().asIntBuffer().get(ints, done, count);
      }
      done += count;
    }
    if (!floating) {
      return new Tensor.Ints(entry.shape(), ints);
    }
    int bad = firstNotFinite(floats);
    if (bad >= 0) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          file,
          "finite numbers in tensor " + entry.name(),
          floats[bad] + " at position " + bad,
          ADVICE);
    }
    return new Tensor.Floats(entry.shape(), floats);
  }

  /** Fills the buffer up to its limit. */
  static void readFully(Path file, FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new CorruptFileException(
            FileCode.BUNDLE_DAMAGED,
            file,
            buffer.remaining() + " more bytes",
            "the end of the file",
            ADVICE);
      }
    }
  }

  static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void requireFinite(String name, Tensor tensor) {
    if (tensor instanceof Tensor.Floats floats) {
      int bad = firstNotFinite(floats.values());
      if (bad >= 0) {
        throw new IllegalArgumentException(
            "tensor " + name + " must be finite, found " + floats.values()[bad]);
      }
    }
  }

  private static int firstNotFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
