package org.llmrec.llm.text;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;

/** JSON's own escapes, and {@code <} and {@code [} by number. */
final class QuoteEscapes extends CharacterEscapes {
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
}
