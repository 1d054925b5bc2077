package org.llmrec.pipeline.build;

/** What is to be done about a stage. */
sealed interface Decision {

  /** The whole output is there, and perhaps part of the current generation already. */
  record Whole(StageOutput output, boolean published) implements Decision {}

  /** The output has to be made; the reason says why, in words. */
  record MustRun(String reason) implements Decision {}
}
