package org.llmrec.pipeline.build;

/** Hears what a build does, in the building thread. Each method does nothing unless overridden. */
public interface BuildListener {
  /** A stage begins to run, for that reason. */
  default void starting(String stage, String reason) {}

  /** A stage is dealt with: it ran, or did not need to. */
  default void finished(StageReport report) {}

  /** A new generation serves. */
  default void published(String generation) {}
}
