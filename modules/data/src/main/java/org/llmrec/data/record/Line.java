package org.llmrec.data.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One line's bytes, without its end; of a line beyond the limit only the beginning. */
final class Line {
  private final long number;
  private final byte[] bytes;
  private final boolean tooLong;

  Line(long number, byte[] bytes, boolean tooLong) {
    this.number = number;
    this.bytes = bytes;
    this.tooLong = tooLong;
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
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The text, or null when the bytes are no UTF-8. */
  String text() {
    String text = lenient();
    // U+FFFD may stand in the file itself; only then is the slow, strict decoder asked.
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
