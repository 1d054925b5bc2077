package org.llmrec.core.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.json.Json;

/**
 * Where things lie in one vector file, read from its head, tail and meta, and checked against its
 * size before anything is mapped.
 *
 * @param head the first 64 bytes
 * @param size rows
 * @param dims width of a row
 * @param offsetsPos where the id offsets begin
 * @param bytesPos where the id bytes begin
 * @param metaPos where meta begins
 * @param fileBytes the file's size
 * @param meta the parsed object
 */
record VectorLayout(
    byte[] head,
    int size,
    int dims,
    long offsetsPos,
    long bytesPos,
    long metaPos,
    long fileBytes,
    JsonNode meta) {
  private static final String ADVICE = "restore the file or build it again";

  static VectorLayout read(Path file, FileChannel channel) throws IOException {
    long fileBytes = channel.size();
    if (fileBytes < VectorFormat.HEAD_BYTES + Long.BYTES + 2 + VectorFormat.TAIL_BYTES) {
      throw corrupt(file, "a whole vector file", fileBytes + " bytes");
    }
    ByteBuffer head = read(file, channel, 0, VectorFormat.HEAD_BYTES);
    expectMagic(file, "at its begin", VectorFormat.HEAD_MAGIC, head, 0);
    int version = head.getInt(8);
    if (version != VectorFormat.VERSION) {
      throw new CorruptFileException(
          FileCode.FORMAT_NEWER,
          file,
          "vector file version " + VectorFormat.VERSION,
          "version " + version,
          "build it again with this version of the library");
    }
    int dims = head.getInt(12);
    expect(file, "dims from 1 to " + VectorFormat.MAX_DIMS, dims, in(dims, VectorFormat.MAX_DIMS));
    int element = head.getInt(16);
    expect(file, "element type 1 (float32)", element, element == VectorFormat.FLOAT32);
    for (int i = 20; i < VectorFormat.HEAD_BYTES; i++) {
      expect(file, "zeros from byte 20 to 63", head.get(i), head.get(i) == 0);
    }

    long tailPos = fileBytes - VectorFormat.TAIL_BYTES;
    ByteBuffer tail = read(file, channel, tailPos, VectorFormat.TAIL_BYTES);
    expectMagic(file, "at its end", VectorFormat.TAIL_MAGIC, tail, 56);
    long zero = tail.getLong(48);
    expect(file, "zero before the last word", zero, zero == 0);
    long size = tail.getLong(0);
    expect(file, "a number of rows", size, size >= 0 && size <= VectorFormat.MAX_ROWS);
    // At most 2^31 rows of 2^22 bytes: no overflow.
    long offsetsPos = VectorFormat.HEAD_BYTES + size * dims * Float.BYTES;
    long bytesPos = offsetsPos + (size + 1) * Long.BYTES;
    long metaPos = tail.getLong(24);
    long metaLength = tail.getLong(32);
    expect(file, "id offsets at " + offsetsPos, tail.getLong(8), tail.getLong(8) == offsetsPos);
    expect(file, "id bytes at " + bytesPos, tail.getLong(16), tail.getLong(16) == bytesPos);
    expect(file, "meta behind the ids", metaPos, metaPos >= bytesPos && metaPos <= tailPos);
    expect(file, "meta up to the tail", metaLength, metaLength == tailPos - metaPos);
    expect(file, "meta below 2 GiB", metaLength, metaLength <= VectorFormat.MAX_ROWS);
    JsonNode meta = parse(file, read(file, channel, metaPos, (int) metaLength));
    return new VectorLayout(
        head.array(), (int) size, dims, offsetsPos, bytesPos, metaPos, fileBytes, meta);
  }

  /** Checks that the id offsets climb from zero to the end of the id bytes. */
  void checkOffsets(Path file, MappedRegion rest) {
    long previous = 0;
    expect(file, "the first id at 0", rest.getLong(0), rest.getLong(0) == 0);
    for (int row = 1; row <= size; row++) {
      long offset = rest.getLong((long) row * Long.BYTES);
      long length = offset - previous;
      if (length < 0 || length > VectorFormat.MAX_ROWS) {
        String expected = "the id of row " + (row - 1) + " to end behind byte " + previous;
        throw corrupt(file, expected, Long.toString(offset));
      }
      previous = offset;
    }
    expect(
        file,
        "the ids to end at " + (metaPos - bytesPos),
        previous,
        previous == metaPos - bytesPos);
  }

  private static JsonNode parse(Path file, ByteBuffer bytes) {
    try {
      JsonNode node = Json.mapper().readTree(new String(bytes.array(), StandardCharsets.UTF_8));
      if (node.isObject()) {
        return node;
      }
      throw corrupt(file, "meta to be a JSON object", node.getNodeType().toString());
    } catch (JsonProcessingException e) {
      throw corrupt(file, "meta to be a JSON object", e.getOriginalMessage());
    }
  }

  private static ByteBuffer read(Path file, FileChannel channel, long position, int n)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw corrupt(file, n + " bytes at " + position, "its end");
      }
    }
    return bytes.flip();
  }

  private static void expectMagic(Path file, String where, byte[] magic, ByteBuffer in, int at) {
    byte[] found = new byte[magic.length];
    in.get(at, found);
    if (!Arrays.equals(found, magic)) {
      throw corrupt(
          file,
          "\"" + new String(magic, StandardCharsets.US_ASCII) + "\" " + where,
          "other bytes (cut short, damaged or not a vector file)");
    }
  }

  private static boolean in(int value, int max) {
    return value >= 1 && value <= max;
  }

  private static void expect(Path file, String expected, long found, boolean holds) {
    if (!holds) {
      throw corrupt(file, expected, Long.toString(found));
    }
  }

  private static CorruptFileException corrupt(Path file, String expected, String found) {
    return new CorruptFileException(FileCode.BUILD_DAMAGED, file, expected, found, ADVICE);
  }
}
