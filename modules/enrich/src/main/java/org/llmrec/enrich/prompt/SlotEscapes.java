package org.llmrec.enrich.prompt;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;

/** JSON's own escapes, and {@code <} and {@code [} by number. */
final class SlotEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  private static final int[] ASCII = CharacterEscapes.standardAsciiEscapesForJSON();

  static {
    ASCII['<'] = CharacterEscapes.ESCAPE_STANDARD;
    ASCII['['] = CharacterEscapes.ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ASCII;
  }

  @Override
  public SerializableString getEscapeSequence(int c) {
    return null;
  }

  /** Bytes of UTF-8 that a visible character takes within a JSON string. */
  static int bytes(int c) {
    if (c == '<' || c == '[') {
      return 6;
    }
    if (c == '"' || c == '\\') {
      return 2;
    }
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
}
