package org.llmrec.rank;

/** How much of a bundle is read to see whether it is whole. */
public enum Verify {
  /** The hash of every file: damage anywhere is found. Reads the bundle once more. */
  FULL,
  /**
   * Sizes, structure, shapes and the self-test, but not every row: for bundles whose bytes were
   * verified before.
   */
  FAST
}
