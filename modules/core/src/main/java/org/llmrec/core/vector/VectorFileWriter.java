package org.llmrec.core.vector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.llmrec.core.json.Json;

/**
 * Writes a {@link VectorFile} in one pass. Rows go to the disk as they come; the ids are held in
 * memory until {@link #close}, which writes them with the tail that makes the file a whole one. A
 * file whose writer died, or whose writer refused a row, has no tail and is never opened.
 *
 * <p>For one thread.
 */
public final class VectorFileWriter implements AutoCloseable {
  private final Path file;
  private final int dims;
  private final byte[] meta;
  private final FileChannel channel;
  private final ByteBuffer buffer;
  private final CRC32C crc = new CRC32C();
  private final Set<String> ids = new LinkedHashSet<>();
  private boolean closed;
  private boolean failed;

  private VectorFileWriter(Path file, int dims, byte[] meta, FileChannel channel) {
    this.file = file;
    this.dims = dims;
    this.meta = meta;
    this.channel = channel;
    this.buffer = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Starts a file. One that is there already is removed first, not written over: whoever reads it
   * keeps reading the old bytes.
   *
   * @param dims the width D of every row, from 1
   * @param meta free facts about the maker, stored as a JSON object
   * @throws IllegalArgumentException if {@code dims} is out of range or {@code meta} is not JSON
   * @throws IOException if the file cannot be created
   */
  public static VectorFileWriter create(Path file, int dims, Map<String, Object> meta)
      throws IOException {
    if (dims < 1 || dims > VectorFormat.MAX_DIMS) {
      throw new IllegalArgumentException(
          file + ": dims must be from 1 to " + VectorFormat.MAX_DIMS + ", found " + dims);
    }
    byte[] json = Json.line(meta).getBytes(StandardCharsets.UTF_8);
    Files.deleteIfExists(file);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    VectorFileWriter writer = new VectorFileWriter(file, dims, json, channel);
    writer
        .buffer
        .put(VectorFormat.HEAD_MAGIC)
        .putInt(VectorFormat.VERSION)
        .putInt(dims)
        .putInt(VectorFormat.FLOAT32);
    while (writer.buffer.position() < VectorFormat.HEAD_BYTES) {
      writer.buffer.put((byte) 0);
    }
    return writer;
  }

  /**
   * Appends a row.
   *
   * @param id the row's key, not yet in the file, without lone surrogates
   * @param row {@code [D]}, finite; copied
   * @throws IllegalArgumentException if the id or the row is refused; the file is then lost
   * @throws IOException if the disk refuses; the file is then lost
   */
  public void add(String id, float[] row) throws IOException {
    if (closed) {
      throw new IllegalStateException(file + ": the writer is closed");
    }
    boolean good = false;
    try {
      check(id, row);
      if (row.length * 4L <= buffer.capacity()) {
        require(row.length * Float.BYTES);
        buffer.asFloatBuffer().put(row);
        buffer.position(buffer.position() + row.length * Float.BYTES);
      } else {
        for (float x : row) {
          require(Float.BYTES);
          buffer.putFloat(x);
        }
      }
      good = true;
    } finally {
      failed |= !good;
    }
  }

  /** How many rows there are so far. */
  public long rows() {
    return ids.size();
  }

  /**
   * Completes the file and flushes it to the disk. After a refused row, or after {@link #abort}, it
   * only lets go of the file, which stays incomplete. Does nothing the second time.
   *
   * @throws IOException if the disk refuses; the file is then lost
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      if (!failed) {
        finish();
      }
    }
  }

  /** Lets go of the file without completing it; the caller deletes it. */
  public void abort() throws IOException {
    failed = true;
    close();
  }

  private void finish() throws IOException {
    int n = ids.size();
    long offsetsPos = VectorFormat.HEAD_BYTES + (long) n * dims * Float.BYTES;
    long bytesPos = offsetsPos + (n + 1L) * Long.BYTES;
    long offset = 0;
    putLong(offset);
    for (String id : ids) {
      offset += utf8Length(id);
      putLong(offset);
    }
    for (String id : ids) {
      put(id.getBytes(StandardCharsets.UTF_8));
    }
    put(meta);
    long metaPos = bytesPos + offset;
    for (long value : new long[] {n, offsetsPos, bytesPos, metaPos, meta.length}) {
      putLong(value);
    }
    flush();
    putLong(crc.getValue());
    putLong(0);
    put(VectorFormat.TAIL_MAGIC);
    flush();
    channel.force(true);
  }

  private void check(String id, float[] row) {
    if (row.length != dims) {
      throw refused(id, "a row of " + dims + " numbers", row.length + " numbers");
    }
    for (int i = 0; i < dims; i++) {
      if (!Float.isFinite(row[i])) {
        throw refused(id, "finite numbers", row[i] + " at position " + i);
      }
    }
    utf8Length(id);
    if (ids.size() >= VectorFormat.MAX_ROWS) {
      throw refused(id, "at most " + VectorFormat.MAX_ROWS + " rows", "one more");
    }
    if (!ids.add(id)) {
      throw refused(id, "each id once", "it a second time in row " + ids.size());
    }
  }

  private int utf8Length(String id) {
    int length = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c < 0x80) {
        length++;
      } else if (c < 0x800) {
        length += 2;
      } else if (!Character.isSurrogate(c)) {
        length += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < id.length()
          && Character.isLowSurrogate(id.charAt(i + 1))) {
        length += 4;
        i++;
      } else {
        // UTF-8 has no bytes for half a pair: two different ids would become the same one.
        throw refused(id, "text", "half a surrogate pair at position " + i);
      }
    }
    return length;
  }

  private IllegalArgumentException refused(String id, String expected, String found) {
    return new IllegalArgumentException(
        file + ": id \"" + id + "\": expected " + expected + ", found " + found);
  }

  private void putLong(long value) throws IOException {
    require(Long.BYTES);
    buffer.putLong(value);
  }

  private void put(byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; ) {
      require(1);
      int n = Math.min(buffer.remaining(), bytes.length - from);
      buffer.put(bytes, from, n);
      from += n;
    }
  }

  private void require(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    crc.update(buffer);
    buffer.rewind();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
