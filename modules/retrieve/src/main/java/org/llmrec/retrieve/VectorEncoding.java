package org.llmrec.retrieve;

import org.llmrec.core.error.ConfigException;
import org.llmrec.retrieve.internal.Labels;

/**
 * How the vectors are coded that a search walks over. The full vectors stay on the disk and every
 * score is computed from them, so coding changes which items are met, never what they score: the
 * fewer bits, the more items a walk has to gather for the same share of the true best. What is
 * saved is memory, not disk.
 */
public enum VectorEncoding {
  /** As they are, 32 bits a dimension. */
  FLOAT(1),
  /** 8 bits a dimension. */
  INT8(1),
  /** 4 bits a dimension. */
  INT4(2),
  /** 1 bit a dimension. */
  BIT(8);

  private final int oversampling;

  VectorEncoding(int oversampling) {
    this.oversampling = oversampling;
  }

  /** How many items a walk gathers for each that is wanted, 1 or more. */
  public int oversampling() {
    return oversampling;
  }

  /** The name in configurations and in the index: {@code float}, {@code int8} and so on. */
  public String label() {
    return Labels.of(this);
  }

  /**
   * By its label.
   *
   * @throws ConfigException if there is none of that name
   */
  public static VectorEncoding parse(String label) {
    return Labels.parse("coding of vectors", label, values());
  }
}
