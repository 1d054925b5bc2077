package org.llmrec.data.collection;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/**
 * Cuts a text into what stands between a tag and its end tag, such as {@code <DOC>} and {@code
 * </DOC>}. Where the end tag is missing, the next record or the end of the file ends it. What
 * stands between records is passed over. Holds one record, and of one beyond the limit only the
 * beginning.
 */
final class SgmlRecords implements AutoCloseable {
  private static final int LONGEST_TAG = 256;

  /**
   * One record.
   *
   * @param line in which its tag stands, from 1
   * @param text what is between the tags
   * @param closed whether it has an end tag
   * @param tooLong whether the text was cut at the limit
   */
  record Raw(long line, String text, boolean closed, boolean tooLong) {}

  private final Reader in;
  private final String open;
  private final String close;
  private final int limit;
  private final char[] buffer = new char[1 << 16];
  private int from;
  private int to;
  private long line = 1;
  private final StringBuilder record = new StringBuilder();
  private final StringBuilder tag = new StringBuilder();
  private boolean inside;
  private long begun;

  /**
   * Begins.
   *
   * @param in closed with this
   * @param name of the tag, in lower case
   * @param limit of a record, in characters
   */
  SgmlRecords(Reader in, String name, int limit) {
    this.in = in;
    this.open = "<" + name;
    this.close = "</" + name;
    this.limit = limit;
  }

  /** The next record, or null at the end. */
  Raw next() throws IOException {
    int tagBegins = 0;
    boolean tooLong = false;
    for (int c = read(); c >= 0; c = read()) {
      if (c == '<') {
        tag.setLength(0);
        tagBegins = record.length();
      }
      if (tag.length() < LONGEST_TAG) {
        tag.append((char) c);
      }
      if (inside && record.length() < limit) {
        record.append((char) c);
      } else {
        tooLong |= inside;
      }
      if (c == '>') {
        boolean opens = isTag(open);
        boolean closes = inside && isTag(close);
        tag.setLength(0);
        Raw ended = inside && (opens || closes) ? cut(tagBegins, closes, tooLong) : null;
        if (opens) {
          begun = line;
          record.setLength(0);
        }
        inside = opens || (inside && !closes);
        if (ended != null) {
          return ended;
        }
      }
      line += c == '\n' ? 1 : 0;
    }
    if (!inside) {
      return null;
    }
    inside = false;
    return cut(record.length(), false, tooLong);
  }

  private Raw cut(int end, boolean closed, boolean tooLong) {
    return new Raw(begun, record.substring(0, Math.min(end, record.length())), closed, tooLong);
  }

  /** Whether the tag that has just ended has this name; {@code <DOCNO>} is no {@code <DOC>}. */
  private boolean isTag(String begin) {
    if (tag.length() <= begin.length()
        || !tag.substring(0, begin.length()).toLowerCase(Locale.ROOT).equals(begin)) {
      return false;
    }
    char next = tag.charAt(begin.length());
    return next == '>' || Character.isWhitespace(next);
  }

  private int read() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer));
    }
    return from < to ? buffer[from++] : -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
