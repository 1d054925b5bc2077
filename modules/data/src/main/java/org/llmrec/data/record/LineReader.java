package org.llmrec.data.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.llmrec.data.packed.Compression;
import org.llmrec.data.packed.PackedInput;

/**
 * Cuts a byte stream into lines at line feeds, dropping a carriage return before them and a
 * byte-order mark at the start. A line beyond the limit is skipped, never held.
 */
final class LineReader implements AutoCloseable {
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int limit;
  private final Encoding encoding;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private byte[] line = new byte[1 << 10];
  private long number;
  private long consumed;

  LineReader(InputStream in, int limit, Encoding encoding) {
    this.in = in;
    this.limit = limit;
    this.encoding = encoding;
  }

  /** The next line, or null at the end. */
  Line next() throws IOException {
    int length = 0;
    boolean tooLong = false;
    boolean any = false;
    while (from < to || fill()) {
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      int more = end - from;
      if (!tooLong && length + more > limit) {
        tooLong = true;
        length = Math.min(length, Rejects.EXCERPT);
      }
      if (!tooLong || length < Rejects.EXCERPT) {
        more = tooLong ? Math.min(more, Rejects.EXCERPT - length) : more;
        if (line.length < length + more) {
          line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
      }
      boolean ended = end < to;
      consumed += end - from + (ended ? 1 : 0);
      from = ended ? end + 1 : end;
      if (ended) {
        break;
      }
    }
    return any ? cut(length, tooLong) : null;
  }

  private Line cut(int length, boolean tooLong) {
    number++;
    int start = 0;
    if (number == 1 && length >= BOM.length && Arrays.equals(line, 0, 3, BOM, 0, 3)) {
      start = BOM.length;
    }
    int end = length > start && line[length - 1] == '\r' ? length - 1 : length;
    byte[] bytes = Arrays.copyOfRange(line, start, end);
    if (line.length > 1 << 20) {
      line = new byte[1 << 10];
    }
    return new Line(number, bytes, tooLong, encoding);
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  /** Bytes of the file read so far. */
  long consumed() {
    return in instanceof PackedInput packed && packed.compression() != Compression.NONE
        ? packed.consumed()
        : consumed;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
