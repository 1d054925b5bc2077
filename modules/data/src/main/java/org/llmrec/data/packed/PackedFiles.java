package org.llmrec.data.packed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.MachineCode;

/** Opens files that may be packed. */
public final class PackedFiles {
  /**
   * A file may unpack to so many times its own size. Text as it is collected packs to a third or a
   * tenth, logs that repeat themselves to a hundredth; gzip cannot go beyond 1,032.
   */
  public static final int MAX_RATIO = 250;

  /** Below so many bytes unpacked, the ratio does not matter: nothing of that size does harm. */
  public static final long FREE_BYTES = 64L << 20;

  private static final int BUFFER = 1 << 16;

  private PackedFiles() {}

  /**
   * How a file is packed, by its first bytes.
   *
   * @throws ConfigException if there is no such file
   */
  public static Compression compression(Path file) throws IOException {
    checkThere(file);
    try (InputStream in = Files.newInputStream(file)) {
      return Compression.of(in.readNBytes(Compression.PROBE));
    }
  }

  /**
   * A file's bytes, unpacked as they are asked for. Reading throws {@link CorruptFileException}
   * where the file is cut off, damaged, or unpacks to more than {@link #MAX_RATIO} times its size.
   *
   * @throws ConfigException if there is no such file, it is packed in a way that is not read, or
   *     the library for it is not there
   */
  public static PackedInput open(Path file) throws IOException {
    checkThere(file);
    CountingInput raw = new CountingInput(Files.newInputStream(file));
    BufferedInputStream bytes = new BufferedInputStream(raw, BUFFER);
    try {
      bytes.mark(Compression.PROBE);
      byte[] head = bytes.readNBytes(Compression.PROBE);
      bytes.reset();
      String foreign = Compression.foreign(head);
      if (!foreign.isEmpty()) {
        throw new ConfigException(
            DataCode.FILE_FORMAT,
            file + ": expected a plain file, gzip or zstd, found " + foreign + "; unpack it first");
      }
      Compression compression = Compression.of(head);
      InputStream unpacked =
          switch (compression) {
            case NONE -> bytes;
            case GZIP -> gzip(file, bytes);
            case ZSTD -> zstd(file, bytes);
          };
      return new PackedInput(file, compression, unpacked, raw);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static InputStream gzip(Path file, InputStream bytes) {
    try {
      return new GZIPInputStream(bytes, BUFFER);
    } catch (IOException e) {
      throw PackedInput.damaged(file, Compression.GZIP, e);
    }
  }

  private static InputStream zstd(Path file, InputStream bytes) throws IOException {
    try {
      return Zstd.unpack(bytes);
    } catch (LinkageError e) {
      throw new ConfigException(
          MachineCode.CLASS_PATH,
          file
              + ": is packed with zstd, which needs the library com.github.luben:zstd-jni on the"
              + " class path; add it (the command line has it), or unpack the file first",
          e);
    }
  }

  private static void checkThere(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          DataCode.FILE_MISSING,
          file + ": expected a file, found " + (Files.exists(file) ? "something else" : "nothing"));
    }
  }
}
