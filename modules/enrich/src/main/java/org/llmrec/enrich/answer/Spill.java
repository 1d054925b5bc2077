package org.llmrec.enrich.answer;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.TrainingCode;

/**
 * Lines that come in any order and leave in the order of their places. They lie in a temporary
 * file, each after its length; memory holds one offset per place. Not thread-safe.
 */
final class Spill implements AutoCloseable {
  private final Path file;
  private final long[] offsets;
  private final DataOutputStream out;
  private long end;

  private Spill(Path file, long[] offsets) throws IOException {
    this.file = file;
    this.offsets = offsets;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  static Spill beside(Path target, long places) throws IOException {
    if (places > Integer.MAX_VALUE - 8) {
      throw new ConfigException(
          TrainingCode.TOO_LARGE,
          "expected at most 2 billion items times prompts, found "
              + places
              + "; split the catalogue");
    }
    long[] offsets = new long[(int) places];
    Arrays.fill(offsets, -1);
    return new Spill(target.resolveSibling("." + target.getFileName() + ".spill"), offsets);
  }

  /** Keeps the line, or returns false when the place is taken. */
  boolean add(long place, String line) throws IOException {
    if (offsets[(int) place] >= 0) {
      return false;
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    offsets[(int) place] = end;
    out.writeInt(bytes.length);
    out.write(bytes);
    end += Integer.BYTES + bytes.length;
    return true;
  }

  /** Writes all lines, each with a line feed; nothing can be added after. */
  void copyInOrder(OutputStream target) throws IOException {
    out.close();
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      for (long offset : offsets) {
        if (offset >= 0) {
          in.seek(offset);
          byte[] bytes = new byte[in.readInt()];
          in.readFully(bytes);
          target.write(bytes);
          target.write('\n');
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      Files.deleteIfExists(file);
    }
  }
}
