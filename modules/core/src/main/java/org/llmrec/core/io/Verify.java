package org.llmrec.core.io;

/** How much of what lies on the disk is read to see whether it is whole. */
public enum Verify {
  /** The hash of every file: damage anywhere is found. Reads everything once more. */
  FULL,
  /**
   * Sizes and structure, and of a bundle shapes and the self-test, but not every byte: for what was
   * verified before. A bit that turned over in a file of the right size may go unnoticed, and
   * change an answer.
   */
  FAST
}
