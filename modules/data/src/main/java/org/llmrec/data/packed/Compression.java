package org.llmrec.data.packed;

import java.util.Locale;

/** How a file is packed. */
public enum Compression {
  /** Not at all. */
  NONE,
  /** One or several members of gzip, one after the other (RFC 1952). */
  GZIP,
  /** One or several frames of Zstandard (RFC 8878). */
  ZSTD;

  /** How many bytes decide. */
  static final int PROBE = 4;

  /** For people and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By a file's first bytes. */
  static Compression of(byte[] head) {
    if (begins(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    return begins(head, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
  }

  /** What a file is that is packed in a way we do not read, or empty. */
  static String foreign(byte[] head) {
    if (begins(head, 'P', 'K', 3, 4)) {
      return "a zip archive";
    }
    if (begins(head, 'B', 'Z', 'h')) {
      return "bzip2";
    }
    return begins(head, 0xfd, '7', 'z', 'X') ? "xz" : "";
  }

  private static boolean begins(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
