package org.llmrec.encode.export;

/** What a place of a vector is written as. */
public enum Element {
  /** As computed. */
  FLOAT32,
  /** Rounded to the nearest of 16 bits: three decimal digits. NumPy files only. */
  FLOAT16,
  /**
   * A row times 127 by its greatest magnitude, rounded, from -127 to 127. NumPy files only; beside
   * them {@code FILE.scales.npy}, float32 {@code [N]}: a row times its scale is the vector again,
   * to half of that scale in each place.
   */
  INT8
}
