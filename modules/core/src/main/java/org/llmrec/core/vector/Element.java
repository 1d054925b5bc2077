package org.llmrec.core.vector;

/** What a place of a vector is kept as; {@link VectorBlock} says what that costs in accuracy. */
public enum Element {
  /** As computed. */
  FLOAT32,
  /** Rounded to the nearest of 16 bits (IEEE 754 binary16): three decimal digits. */
  FLOAT16,
  /** Rounded to a whole number from -127 to 127, which times the row's scale is the place again. */
  INT8
}
