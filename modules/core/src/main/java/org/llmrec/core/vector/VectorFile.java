package org.llmrec.core.vector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;

/**
 * Rows of vectors with their ids, read from a memory-mapped file.
 *
 * <p>The format, all little endian:
 *
 * <pre>
 * head 64 bytes: "LLMRECVF" | int32 version = 1 | int32 dims D | int32 element (1 = float32) | zeros
 * rows: N x D float32, row-major
 * ids:  N + 1 x int64, where each id begins in the id bytes and where the last ends; the id bytes, UTF-8
 * meta: a JSON object, UTF-8
 * tail 64 bytes: int64 N | int64 where the id offsets begin | int64 where the id bytes begin
 *              | int64 where meta begins | int64 length of meta
 *              | int64 CRC-32C of every byte before this field | int64 0 | "LLMRECVE"
 * </pre>
 *
 * <p>The tail is written last, so a file that was never finished is refused. Opening checks the
 * structure and reads no row; {@link #verify} reads every byte. Files beyond 2 GiB are mapped in
 * chunks. A missing vector is a missing row, never a row of zeros.
 *
 * <p>Thread-safe: all reading threads share one open file. After {@link #close} every method throws
 * {@link IllegalStateException}; the mapped memory itself goes back to the system once the garbage
 * collector finds it unused. The file must not be cut short while it is open; replacing or deleting
 * it is harmless.
 */
public final class VectorFile implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 30;

  private final Path file;
  private final int size;
  private final int dims;
  private final JsonNode meta;
  private volatile Content content;

  /** What the file holds, dropped as one by {@link #close}. */
  private record Content(
      byte[] head, MappedRegion rows, MappedRegion rest, long idBytes, IdIndex.Lazy index) {}

  private VectorFile(Path file, VectorLayout layout, Content content) {
    this.file = file;
    this.size = layout.size();
    this.dims = layout.dims();
    this.meta = layout.meta();
    this.content = content;
  }

  /**
   * Opens a file and checks all of it but the rows: both magic words, version, sizes, id offsets,
   * meta.
   *
   * @throws CorruptFileException if there is no such file, or it is not a whole vector file
   * @throws IOException if the file system refuses
   */
  public static VectorFile open(Path file) throws IOException {
    return open(file, CHUNK_BYTES);
  }

  /** With chunks of another size, so that a test crosses their borders with a small file. */
  static VectorFile open(Path file, int chunkBytes) throws IOException {
    try (FileChannel channel = openChannel(file)) {
      VectorLayout layout = VectorLayout.read(file, channel);
      MappedRegion rows =
          new MappedRegion(
              channel,
              VectorFormat.HEAD_BYTES,
              layout.offsetsPos() - VectorFormat.HEAD_BYTES,
              layout.dims() * Float.BYTES,
              chunkBytes);
      MappedRegion rest =
          new MappedRegion(
              channel,
              layout.offsetsPos(),
              layout.fileBytes() - layout.offsetsPos(),
              Long.BYTES,
              chunkBytes);
      layout.checkOffsets(file, rest);
      long idBytes = layout.bytesPos() - layout.offsetsPos();
      return new VectorFile(
          file, layout, new Content(layout.head(), rows, rest, idBytes, new IdIndex.Lazy()));
    }
  }

  private static FileChannel openChannel(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      CorruptFileException missing =
          new CorruptFileException(
              FileCode.BUILD_DAMAGED,
              file,
              "a vector file",
              "no file",
              "build the stage that makes it");
      missing.initCause(e);
      throw missing;
    }
  }

  /**
   * Reads every byte and compares the checksum; then checks that no id is there twice.
   *
   * @throws CorruptFileException if anything differs from what was written
   */
  public void verify() {
    Content c = content();
    CRC32C crc = new CRC32C();
    crc.update(c.head());
    c.rows().checksum(crc, c.rows().length());
    long end = c.rest().length() - VectorFormat.UNCHECKED_BYTES;
    c.rest().checksum(crc, end);
    long stored = c.rest().getLong(end);
    if (stored != crc.getValue()) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "CRC-32C " + Long.toHexString(stored),
          Long.toHexString(crc.getValue()),
          "restore the file or build it again");
    }
    index(c);
  }

  /** The number N of rows. */
  public int size() {
    content();
    return size;
  }

  /** The width D of every row. */
  public int dims() {
    content();
    return dims;
  }

  /**
   * The key of a row.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public String id(int row) {
    Content c = content();
    Objects.checkIndex(row, size);
    IdIndex known = c.index().get();
    return known == null ? readId(c, row) : known.ids().get(row);
  }

  /** The row of a key, or -1. The first call reads all ids into a map. */
  public int row(String id) {
    return index(content()).rows().getOrDefault(id, -1);
  }

  /** All keys in the order of the rows; immutable, and valid after {@link #close}. */
  public List<String> ids() {
    return index(content()).ids();
  }

  /**
   * Copies a row to {@code target[offset .. offset + D)}.
   *
   * @throws IndexOutOfBoundsException if there is no such row or no such room
   */
  public void read(int row, float[] target, int offset) {
    Content c = content();
    Objects.checkIndex(row, size);
    Objects.checkFromIndexSize(offset, dims, target.length);
    c.rows().floats((long) row * dims * Float.BYTES, target, offset, dims);
  }

  /** A copy of a row, {@code [D]}. */
  public float[] row(int row) {
    float[] target = new float[dims];
    read(row, target, 0);
    return target;
  }

  /** What the writer said about itself; a JSON object, to be read only. */
  public JsonNode meta() {
    content();
    return meta;
  }

  @Override
  public void close() {
    content = null;
  }

  private Content content() {
    Content c = content;
    if (c == null) {
      throw new IllegalStateException(file + ": the vector file is closed");
    }
    return c;
  }

  private IdIndex index(Content c) {
    return c.index().get(() -> IdIndex.build(file, size, row -> readId(c, row)));
  }

  private String readId(Content c, int row) {
    long from = c.rest().getLong(row * (long) Long.BYTES);
    long to = c.rest().getLong((row + 1L) * Long.BYTES);
    byte[] utf8 = c.rest().bytes(c.idBytes() + from, Math.toIntExact(to - from));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "UTF-8 in the id of row " + row,
          "other bytes",
          "restore the file or build it again");
    }
  }
}
