package org.llmrec.data.packed;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;

/** What is in a file, whether it is packed or not. Not thread-safe. */
public final class PackedInput extends FilterInputStream {
  private final Path file;
  private final Compression compression;
  private final CountingInput raw;
  private long unpacked;

  PackedInput(Path file, Compression compression, InputStream in, CountingInput raw) {
    super(in);
    this.file = file;
    this.compression = compression;
    this.raw = raw;
  }

  /** How the file is packed. */
  public Compression compression() {
    return compression;
  }

  /** Bytes of the file itself that were read so far, about 64 kB ahead of what came out. */
  public long consumed() {
    return raw.count();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CorruptFileException if the file is cut off or damaged, or unpacks to too much
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (compression == Compression.NONE) {
      return in.read(into, offset, length);
    }
    int read;
    try {
      read = in.read(into, offset, length);
    } catch (EOFException | ZipException e) {
      throw damaged(file, compression, e);
    } catch (IOException e) {
      if (compression == Compression.ZSTD && Zstd.isDamage(e)) {
        throw damaged(file, compression, e);
      }
      throw e;
    }
    unpacked += Math.max(0, read);
    if (unpacked > PackedFiles.FREE_BYTES && unpacked / PackedFiles.MAX_RATIO > raw.count()) {
      throw new CorruptFileException(
          FileCode.FILE_DAMAGED,
          file,
          "at most " + PackedFiles.MAX_RATIO + " times as many bytes unpacked as packed",
          String.format(Locale.ROOT, "%,d from %,d", unpacked, raw.count()),
          "if you trust it, unpack it and give the plain file");
    }
    return read;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] waste = new byte[(int) Math.min(1 << 13, Math.max(0, n))];
    return Math.max(0, read(waste, 0, waste.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  static CorruptFileException damaged(Path file, Compression compression, IOException e) {
    String found = e.getMessage() == null ? "an early end" : e.getMessage();
    CorruptFileException damaged =
        new CorruptFileException(
            FileCode.FILE_DAMAGED,
            file,
            "a whole " + compression.label() + " file",
            found,
            "fetch it again");
    damaged.initCause(e);
    return damaged;
  }
}
