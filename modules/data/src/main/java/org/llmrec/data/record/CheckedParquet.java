package org.llmrec.data.record;

import dev.hardwood.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file whose reader asks for nothing senseless. The library waits for ever for the rest of a page
 * that is said to be longer than its column, and asks for no bytes again and again meanwhile.
 *
 * @param file what is asked
 */
record CheckedParquet(InputFile file) implements InputFile {
  @Override
  public void open() throws IOException {
    file.open();
  }

  @Override
  public ByteBuffer readRange(long offset, int length) throws IOException {
    if (length <= 0 || offset < 0 || offset > length() - length) {
      throw new IOException("a page or column of " + length + " bytes at " + offset);
    }
    return file.readRange(offset, length);
  }

  @Override
  public long length() throws IOException {
    return file.length();
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
