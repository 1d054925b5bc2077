package org.llmrec.pipeline.internal.encode;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.text.TextHashes;

/**
 * Which texts the rows of a vector file were made of: the file {@code texts.sha} beside it. All
 * numbers are high byte first, so that the hashes are bytes of SHA-256 as they are.
 *
 * <pre>
 * head 24 bytes: "LLMRECTH" | int32 version = 1 | int32 bytes of a hash = 16 | int64 N
 * rows: N x 16 bytes, the first of the SHA-256 of the row's text in UTF-16BE
 * cut:  ceil(N / 8) bytes; bit i mod 8 of byte i / 8 says that text i lost its end
 * tail 16 bytes: int64 CRC-32C of all before | "LLMRECTE"
 * </pre>
 *
 * @param hashes one a row
 * @param cut which texts were longer than the model reads; not copied
 */
record TextMarks(TextHashes hashes, BitSet cut) {
  private static final byte[] HEAD = "LLMRECTH".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = "LLMRECTE".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEAD_BYTES = 24;
  private static final int TAIL_BYTES = 16;

  /** Writes the file, whole or not at all. */
  void write(Path file) throws IOException {
    AtomicFiles.write(
        file,
        stream -> {
          CRC32C crc = new CRC32C();
          DataOutputStream out = new DataOutputStream(new CheckedOutputStream(stream, crc));
          out.write(HEAD);
          out.writeInt(VERSION);
          out.writeInt(TextHashes.BYTES);
          out.writeLong(hashes.size());
          for (int row = 0; row < hashes.size(); row++) {
            out.writeLong(hashes.high(row));
            out.writeLong(hashes.low(row));
          }
          out.write(Arrays.copyOf(cut.toByteArray(), cutBytes(hashes.size())));
          out.flush();
          out.writeLong(crc.getValue());
          out.write(TAIL);
          out.flush();
        });
  }

  /**
   * Reads and checks every byte.
   *
   * @throws CorruptFileException if the file is missing, or is not such a file, or was changed
   * @throws IOException if it cannot be read
   */
  static TextMarks read(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in =
            new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(raw, 1 << 16), crc))) {
      long bytes = Files.size(file);
      require(file, bytes >= HEAD_BYTES + TAIL_BYTES, "a whole file", bytes + " bytes");
      require(file, Arrays.equals(in.readNBytes(HEAD.length), HEAD), "LLMRECTH", "other bytes");
      int version = in.readInt();
      require(file, version == VERSION, "version " + VERSION, "version " + version);
      int width = in.readInt();
      require(file, width == TextHashes.BYTES, "hashes of 16 bytes", "of " + width);
      long rows = in.readLong();
      // Before any memory is asked for on the word of the file.
      boolean fits =
          rows >= 0
              && rows < Math.min(bytes, Integer.MAX_VALUE)
              && bytes == HEAD_BYTES + rows * TextHashes.BYTES + cutBytes(rows) + TAIL_BYTES;
      require(file, fits, "as many bytes as " + rows + " texts take", bytes + " bytes");
      TextHashes hashes = new TextHashes(Math.toIntExact(rows));
      for (long row = 0; row < rows; row++) {
        hashes.add(in.readLong(), in.readLong());
      }
      BitSet cut = BitSet.valueOf(in.readNBytes(cutBytes(rows)));
      require(file, cut.length() <= rows, "marks of " + rows + " texts", "more");
      long computed = crc.getValue();
      long stored = in.readLong();
      require(file, stored == computed, "CRC-32C " + stored, Long.toString(computed));
      require(file, Arrays.equals(in.readNBytes(TAIL.length), TAIL), "LLMRECTE", "other bytes");
      return new TextMarks(hashes, cut);
    } catch (NoSuchFileException e) {
      CorruptFileException missing =
          new CorruptFileException(
              FileCode.BUILD_DAMAGED, file, "the hashes of texts", "no file", "build it again");
      missing.initCause(e);
      throw missing;
    }
  }

  private static int cutBytes(long rows) {
    return (int) ((rows + 7) / 8);
  }

  private static void require(Path file, boolean holds, String expected, String found) {
    if (!holds) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED, file, expected, found, "build it again");
    }
  }
}
