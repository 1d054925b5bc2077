package org.llmrec.enrich.prompt;

import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.text.QuotedText;

/** What is left of an item's tokens. For one thread. */
final class Room {
  /** Quotation marks, a comma and perhaps a colon. */
  private static final int AROUND = 4;

  /** The names of the four fields and the brackets. */
  private static final int FRAME = 64;

  private static final int ELLIPSIS = QuotedText.bytes('…');

  private long bytes;

  /** All of it. */
  Room(int tokens) {
    this(TokenEstimate.bytes(tokens) - FRAME);
  }

  private Room(long bytes) {
    this.bytes = bytes;
  }

  /** Another one with half of what is left here. */
  Room half() {
    return new Room(bytes / 2);
  }

  /** Takes off what was taken from a half of this one. */
  void leave(Room half) {
    bytes -= bytes / 2 - half.bytes;
  }

  /** As much of the text as there is room for, with an ellipsis where something is missing. */
  String fit(String text) {
    if (bytes < AROUND + ELLIPSIS) {
      return "";
    }
    long free = bytes - AROUND - ELLIPSIS;
    long used = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (used + QuotedText.bytes(c) > free) {
        break;
      }
      used += QuotedText.bytes(c);
      i += Character.charCount(c);
    }
    boolean whole = i == text.length();
    bytes -= AROUND + used + (whole ? 0 : ELLIPSIS);
    return whole ? text : text.substring(0, i) + "…";
  }
}
