package org.llmrec.data.record;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file for the library that reads Parquet. It is not mapped into memory, since threads of the
 * library may look at it after it was closed: cut off meanwhile, a mapped file ends the process.
 * Nor is anything senseless asked of it: for the rest of a page that is said to be longer than its
 * column, the library would ask for no bytes again and again.
 *
 * <p>Thread-safe.
 */
final class ParquetInput implements InputFile {
  private final Path file;
  private FileChannel channel;

  ParquetInput(Path file) {
    this.file = file;
  }

  @Override
  public synchronized void open() throws IOException {
    if (channel == null) {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    }
  }

  private synchronized FileChannel channel() throws IOException {
    if (channel == null) {
      throw new IOException("not open");
    }
    return channel;
  }

  @Override
  public ByteBuffer readRange(long offset, int length) throws IOException {
    if (length <= 0 || offset < 0 || offset > length() - length) {
      throw new IOException("a page or column of " + length + " bytes at " + offset);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel().read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the file became shorter");
      }
    }
    return bytes.flip();
  }

  @Override
  public long length() throws IOException {
    return channel().size();
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
