package org.llmrec.llm.embedded.internal.llama;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An answer in the making: bytes, as a token may hold a part of a character, and a stop text may
 * begin in one token and end in another.
 */
final class Written {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<byte[]> stops;
  private int end = -1;

  /** Ended by one of these. */
  Written(List<String> stops) {
    this.stops = stops.stream().map(CText::bytes).filter(stop -> stop.length > 0).toList();
  }

  /** Takes a token's bytes; whether a stop text is whole with it, and the answer over. */
  boolean stoppedBy(byte[] piece) {
    bytes.writeBytes(piece);
    byte[] all = bytes.toByteArray();
    for (byte[] stop : stops) {
      // It ends in this piece, else it would have been found before.
      int first = Math.max(0, all.length - piece.length - stop.length + 1);
      for (int at = first; at + stop.length <= all.length; at++) {
        if (startsAt(all, at, stop) && (end < 0 || at < end)) {
          end = at;
        }
      }
    }
    return end >= 0;
  }

  private static boolean startsAt(byte[] all, int at, byte[] stop) {
    return Arrays.equals(all, at, at + stop.length, stop, 0, stop.length);
  }

  /** What there is, up to the stop text; a character cut in two ends in U+FFFD. */
  String text() {
    return new String(bytes.toByteArray(), 0, end < 0 ? bytes.size() : end, StandardCharsets.UTF_8);
  }
}
