package org.llmrec.rerank.ground;

/** Turns a written title into a vector, as the catalogue's titles were. Thread-safe. */
@FunctionalInterface
public interface ToVector {
  /** The vector, of the width of the catalogue's; not changed afterwards. */
  float[] of(String text);
}
