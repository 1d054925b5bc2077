package org.llmrec.core.vector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * A stretch of a file, mapped in chunks because one map ends at 2 GiB. Reads are absolute, so any
 * number of threads may share it. The memory goes back when the region is no longer reachable.
 */
final class MappedRegion {
  private final ByteBuffer[] chunks;
  private final long chunkBytes;
  private final long length;

  /**
   * Maps {@code [start, start + length)}.
   *
   * @param unit chunks begin at multiples of it, so that nothing of that size lies in two
   * @param maxChunkBytes the wish for a chunk's size; a chunk holds one unit at least
   */
  MappedRegion(FileChannel channel, long start, long length, int unit, int maxChunkBytes)
      throws IOException {
    this.length = length;
    this.chunkBytes = Math.max(1, maxChunkBytes / unit) * (long) unit;
    this.chunks = new ByteBuffer[Math.toIntExact((length + chunkBytes - 1) / chunkBytes)];
    for (int i = 0; i < chunks.length; i++) {
      long from = i * chunkBytes;
      chunks[i] =
          channel
              .map(FileChannel.MapMode.READ_ONLY, start + from, Math.min(chunkBytes, length - from))
              .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Copies {@code n} floats that lie in one unit. */
  void floats(long position, float[] target, int offset, int n) {
    ByteBuffer chunk = chunks[(int) (position / chunkBytes)];
    chunk
        .slice((int) (position % chunkBytes), n * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(0, target, offset, n);
  }

  long getLong(long position) {
    ByteBuffer chunk = chunks[(int) (position / chunkBytes)];
    int at = (int) (position % chunkBytes);
    if (at + Long.BYTES <= chunk.capacity()) {
      return chunk.getLong(at);
    }
    return ByteBuffer.wrap(bytes(position, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Copies bytes, from as many chunks as they lie in. */
  byte[] bytes(long position, int n) {
    byte[] target = new byte[n];
    for (int done = 0; done < n; ) {
      ByteBuffer chunk = chunks[(int) ((position + done) / chunkBytes)];
      int at = (int) ((position + done) % chunkBytes);
      int part = Math.min(n - done, chunk.capacity() - at);
      chunk.get(at, target, done, part);
      done += part;
    }
    return target;
  }

  /** Feeds the bytes before {@code end} to a checksum. */
  void checksum(CRC32C crc, long end) {
    for (int i = 0; i < chunks.length; i++) {
      long here = Math.min(chunks[i].capacity(), end - i * chunkBytes);
      if (here > 0) {
        crc.update(chunks[i].slice(0, (int) here));
      }
    }
  }

  long length() {
    return length;
  }
}
