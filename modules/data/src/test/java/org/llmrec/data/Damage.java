package org.llmrec.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What may become of a file's bytes. */
final class Damage {
  private static final byte[][] NASTY = {
    {0},
    {'"'},
    {'\t'},
    {','},
    {'|'},
    {'\n'},
    {'\r'},
    {':', ':'},
    {'{'},
    {'['},
    {'<', 'D', 'O', 'C', '>'},
    {'&', '#', 'x', 'F', 'F', 'F', 'F', 'F', 'F', 'F', ';'},
    {'\\', 'u', 'd', '8', '0', '0'},
    {(byte) 0xC3},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0x7F},
    "1e999999999".getBytes(StandardCharsets.US_ASCII),
    "9".repeat(400).getBytes(StandardCharsets.US_ASCII),
    "-0.0000000000000000000001".getBytes(StandardCharsets.US_ASCII),
  };

  private Damage() {}

  /** One to four blows. */
  static byte[] of(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    for (int blows = random.nextInt(1, 5); blows > 0 && bytes.length > 0; blows--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> {
          int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
          bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
        }
        case 4 -> {
          int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
          bytes = spliced(bytes, at, to, new byte[0]);
        }
        default -> bytes = spliced(bytes, at, at, NASTY[random.nextInt(NASTY.length)]);
      }
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
    byte[] result = Arrays.copyOf(bytes, from + with.length + bytes.length - to);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
    return result;
  }
}
