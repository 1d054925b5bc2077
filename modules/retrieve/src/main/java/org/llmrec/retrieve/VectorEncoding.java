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
  FLOAT(1, 2),
  /** 8 bits a dimension. */
  INT8(1, 2),
  /** 4 bits a dimension. */
  INT4(2, 2),
  /** 1 bit a dimension; hard on tower vectors, which have few dimensions. */
  BIT(2, 16);

  private final int texts;
  private final int towers;

  VectorEncoding(int texts, int towers) {
    this.texts = texts;
    this.towers = towers;
  }

  /**
   * How many text vectors a walk gathers for each that is wanted, 1 or more: the lowest power of
   * two by which 98 of the true best 100 of 50,000 were found.
   */
  public int textOversampling() {
    return texts;
  }

  /**
   * The same for tower vectors, of which it takes more: they differ in length, and a graph by inner
   * products leads to the long ones.
   */
  public int towerOversampling() {
    return towers;
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
