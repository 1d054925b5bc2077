package org.llmrec.data.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One line's bytes, without its end; of a line beyond the limit only the beginning. */
final class Line {
  private final long number;
  private final byte[] bytes;
  private final boolean tooLong;
  private final Encoding encoding;

  Line(long number, byte[] bytes, boolean tooLong, Encoding encoding) {
    this.number = number;
    this.bytes = bytes;
    this.tooLong = tooLong;
    this.encoding = encoding;
  }

  long number() {
    return number;
  }

  int length() {
    return bytes.length;
  }

  boolean tooLong() {
    return tooLong;
  }

  /** The text with every malformed sequence replaced: for excerpts. */
  String lenient() {
    return new String(bytes, encoding.charset());
  }

  /** The text, or null when the bytes are not in the file's encoding. */
  String text() {
    String text = lenient();
    // U+FFFD may stand in the file itself; only then is the slow, strict decoder asked.
    if (encoding == Encoding.LATIN1 || text.indexOf('\uFFFD') < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
