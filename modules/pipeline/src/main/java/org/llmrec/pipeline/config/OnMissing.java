package org.llmrec.pipeline.config;

/** What a build does about items without an answer. */
public enum OnMissing {
  /** Build without them, and say how many there are. */
  SKIP,
  /** Stop. */
  ERROR
}
