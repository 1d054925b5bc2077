package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A whole file mapped for reading, little-endian, in chunks of 1 GiB because one map ends at 2 GiB.
 * Numbers lie at multiples of their size, so that none lies in two chunks. Thread-safe; the memory
 * goes back when this is no longer reachable.
 */
public final class MappedFile {
  private static final int CHUNK = 1 << 30;

  private final ByteBuffer[] chunks;
  private final long length;

  /** Maps the file as long as it is now. */
  public MappedFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      length = channel.size();
      chunks = new ByteBuffer[Math.toIntExact((length + CHUNK - 1) / CHUNK)];
      for (int i = 0; i < chunks.length; i++) {
        long from = (long) i * CHUNK;
        chunks[i] =
            channel
                .map(FileChannel.MapMode.READ_ONLY, from, Math.min(CHUNK, length - from))
                .order(ByteOrder.LITTLE_ENDIAN);
      }
    }
  }

  /** Bytes. */
  public long length() {
    return length;
  }

  /** The four bytes at a multiple of four. */
  public int getInt(long position) {
    return chunks[(int) (position / CHUNK)].getInt((int) (position % CHUNK));
  }

  /** The eight bytes at a multiple of eight. */
  public long getLong(long position) {
    return chunks[(int) (position / CHUNK)].getLong((int) (position % CHUNK));
  }

  /** One byte. */
  public byte get(long position) {
    return chunks[(int) (position / CHUNK)].get((int) (position % CHUNK));
  }

  /** The CRC-32C of the bytes before {@code end}. */
  public long crc32c(long end) {
    CRC32C crc = new CRC32C();
    for (int i = 0; i < chunks.length; i++) {
      long here = Math.min(chunks[i].capacity(), end - (long) i * CHUNK);
      if (here > 0) {
        crc.update(chunks[i].slice(0, (int) here));
      }
    }
    return crc.getValue();
  }
}
