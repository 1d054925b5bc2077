package org.llmrec.llm.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines of bytes, of which no more than a limit is kept. */
final class LineReader implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int limit;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private byte[] line = new byte[0];
  private boolean whole;

  LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Goes to the next line; false if there is none. */
  boolean next() throws IOException {
    var kept = new ByteArrayOutputStream();
    whole = true;
    boolean any = false;
    while (true) {
      if (at == end) {
        end = in.read(buffer);
        at = 0;
        if (end < 0) {
          end = 0;
          line = kept.toByteArray();
          return any;
        }
      }
      any = true;
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      int room = Math.min(at - from, limit - kept.size());
      kept.write(buffer, from, room);
      whole &= room == at - from;
      if (at < end) {
        at++;
        line = kept.toByteArray();
        return true;
      }
    }
  }

  /** The line without its end, cut at the limit. */
  byte[] line() {
    return line;
  }

  /** Whether it was not cut. */
  boolean whole() {
    return whole;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
