package org.llmrec.retrieve.internal;

/**
 * Where things lie in the file of seen items. Little-endian throughout.
 *
 * <pre>
 * head     64 bytes: "LLMRECSN" | int32 version = 1 | int32 items of the catalogue | zeros
 * entries  E x int32: bit 31 = liked, bits 0 to 30 = ordinal; a user's ascend by ordinal
 *          zeros up to a multiple of 8
 * starts   (U + 1) x int64: where a user's entries begin, as a number of entries
 * idStarts (U + 1) x int64: where a user's id begins among the id bytes
 * ids      the users' ids in UTF-8, ascending by unsigned bytes
 *          zeros up to a multiple of 8
 * tail     64 bytes: int64 U | int64 E | int64 length of the id bytes | int64 CRC-32C of all
 *          bytes before this field | zeros | "LLMRECSE"
 * </pre>
 *
 * @param users U
 * @param entries E
 * @param idBytes length of the ids
 */
public record SeenLayout(long users, long entries, long idBytes) {
  /** The first eight bytes, "LLMRECSN". */
  public static final long HEAD_MAGIC = magic("LLMRECSN");

  /** The last eight bytes, "LLMRECSE". */
  public static final long TAIL_MAGIC = magic("LLMRECSE");

  /** Counts the incompatible changes. */
  public static final int VERSION = 1;

  /** Bytes of the head, and of the tail. */
  public static final int EDGE = 64;

  /** In an entry: the user liked it. */
  public static final int LIKED = 0x8000_0000;

  private static long magic(String ascii) {
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = value << 8 | ascii.charAt(i);
    }
    return value;
  }

  /** Where the starts begin. */
  public long starts() {
    return padded(EDGE + entries * Integer.BYTES);
  }

  /** Where the starts of the ids begin. */
  public long idStarts() {
    return starts() + (users + 1) * Long.BYTES;
  }

  /** Where the ids begin. */
  public long ids() {
    return idStarts() + (users + 1) * Long.BYTES;
  }

  /** Where the tail begins. */
  public long tail() {
    return padded(ids() + idBytes);
  }

  /** Where the checksum stands. */
  public long checksum() {
    return tail() + 3 * Long.BYTES;
  }

  /** The length of the file. */
  public long length() {
    return tail() + EDGE;
  }

  private static long padded(long position) {
    return (position + 7) & ~7L;
  }
}
