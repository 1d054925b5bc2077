package org.llmrec.train.linear;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.table.Ids;

/**
 * The file of {@link ItemWeights}, little-endian throughout:
 *
 * <pre>
 * head     "LLMRECIW" | int32 version = 1 | int32 items N | int32 weights E | int32 length of the ids
 * starts   (N + 1) x int32: where the weights of each item begin
 * targets  E x int32: the item that each weight speaks for, ascending for each item
 * weights  E x float32
 * idStarts (N + 1) x int32: where each id begins among the id bytes
 * ids      UTF-8
 * tail     int64 CRC-32C of all bytes before
 * </pre>
 */
final class ItemWeightsFile {
  private static final byte[] MAGIC = "LLMRECIW".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEAD = 24;
  private static final int TAIL = 8;

  private ItemWeightsFile() {}

  static void write(Path file, ItemWeights weights) throws IOException {
    Ids items = weights.items();
    int[] idStarts = new int[items.size() + 1];
    byte[][] ids = new byte[items.size()][];
    for (int item = 0; item < ids.length; item++) {
      ids[item] = items.get(item).getBytes(StandardCharsets.UTF_8);
      idStarts[item + 1] = Math.addExact(idStarts[item], ids[item].length);
    }
    AtomicFiles.write(
        file,
        out -> {
          CRC32C crc = new CRC32C();
          ByteBuffer head = buffer(HEAD).put(MAGIC).putInt(VERSION).putInt(ids.length);
          put(head.putInt(weights.size()).putInt(idStarts[ids.length]).array(), out, crc);
          put(weights.starts(), out, crc);
          put(weights.allTargets(), out, crc);
          int[] bits = new int[weights.size()];
          for (int e = 0; e < bits.length; e++) {
            bits[e] = Float.floatToIntBits(weights.allWeights()[e]);
          }
          put(bits, out, crc);
          put(idStarts, out, crc);
          for (byte[] id : ids) {
            put(id, out, crc);
          }
          out.write(buffer(TAIL).putLong(crc.getValue()).array());
        });
  }

  private static void put(int[] numbers, OutputStream out, CRC32C crc) throws IOException {
    int piece = 1 << 14;
    for (int from = 0; from < numbers.length; from += piece) {
      int count = Math.min(piece, numbers.length - from);
      ByteBuffer bytes = buffer(count * Integer.BYTES);
      bytes.asIntBuffer().put(numbers, from, count);
      put(bytes.array(), out, crc);
    }
  }

  private static void put(byte[] bytes, OutputStream out, CRC32C crc) throws IOException {
    out.write(bytes);
    crc.update(bytes);
  }

  static ItemWeights read(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          DataCode.FILE_MISSING, file + ": expected a file of item weights, found none", e);
    }
    if (bytes.length < HEAD + TAIL) {
      throw damaged(file, "at least " + (HEAD + TAIL) + " bytes", String.valueOf(bytes.length));
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    int version = in.getInt();
    if (!Arrays.equals(magic, MAGIC) || version != VERSION) {
      throw damaged(file, "item weights of version " + VERSION, "another kind of file");
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - TAIL);
    if (crc.getValue() != in.getLong(bytes.length - TAIL)) {
      throw damaged(file, "the checksum at its end", "another");
    }
    return parse(file, in);
  }

  /** With a true checksum only a faulty writer can be caught here, and must not pass unseen. */
  private static ItemWeights parse(Path file, ByteBuffer in) {
    int items = in.getInt();
    int size = in.getInt();
    int idBytes = in.getInt();
    long length = HEAD + TAIL + 4 * (2 * (items + 1L) + 2L * size) + idBytes;
    if (items < 0 || size < 0 || idBytes < 0 || length != in.capacity()) {
      throw damaged(file, length + " bytes", String.valueOf(in.capacity()));
    }
    int[] starts = ascending(file, ints(in, items + 1), size);
    int[] targets = ints(in, size);
    float[] weights = new float[size];
    for (int e = 0; e < size; e++) {
      weights[e] = in.getFloat();
      if (!Float.isFinite(weights[e]) || targets[e] < 0 || targets[e] >= items) {
        throw damaged(file, "finite weights for its items", weights[e] + " for " + targets[e]);
      }
    }
    int[] idStarts = ascending(file, ints(in, items + 1), idBytes);
    byte[] text = new byte[idBytes];
    in.get(text);
    Ids.Builder ids = new Ids.Builder();
    for (int item = 0; item < items; item++) {
      int from = idStarts[item];
      ids.add(new String(text, from, idStarts[item + 1] - from, StandardCharsets.UTF_8));
    }
    if (ids.size() != items) {
      throw damaged(file, items + " different ids", String.valueOf(ids.size()));
    }
    return new ItemWeights(ids.build(), starts, targets, weights);
  }

  private static int[] ints(ByteBuffer in, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.getInt();
    }
    return numbers;
  }

  private static int[] ascending(Path file, int[] starts, int end) {
    boolean fits = starts[0] == 0 && starts[starts.length - 1] == end;
    for (int i = 1; i < starts.length; i++) {
      fits &= starts[i - 1] <= starts[i];
    }
    if (!fits) {
      throw damaged(file, "lists that tile the file", "others");
    }
    return starts;
  }

  private static CorruptFileException damaged(Path file, String expected, String found) {
    return new CorruptFileException(
        FileCode.FILE_DAMAGED,
        file,
        expected,
        found,
        "restore the file from where it came, or fit the method again");
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
