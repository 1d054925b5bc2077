package org.llmrec.core.vector;

import java.nio.charset.StandardCharsets;

/** The numbers of the vector file, known to writer and reader alike; see {@link VectorFile}. */
final class VectorFormat {
  static final byte[] HEAD_MAGIC = "LLMRECVF".getBytes(StandardCharsets.US_ASCII);
  static final byte[] TAIL_MAGIC = "LLMRECVE".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final int FLOAT32 = 1;
  static final int HEAD_BYTES = 64;
  static final int TAIL_BYTES = 64;

  /** Bytes at the end that the checksum does not cover: itself, the zero, the magic. */
  static final int UNCHECKED_BYTES = 24;

  /** Far above any encoder's width, far below what would let a damaged head ask for the moon. */
  static final int MAX_DIMS = 1 << 20;

  /** The largest array a Java runtime grants. */
  static final int MAX_ROWS = Integer.MAX_VALUE - 8;

  private VectorFormat() {}
}
