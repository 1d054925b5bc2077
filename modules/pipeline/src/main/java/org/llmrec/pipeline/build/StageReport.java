package org.llmrec.pipeline.build;

import java.util.Map;

/**
 * What a build did about a stage.
 *
 * @param stage its name
 * @param outcome what was done
 * @param reason why, in words
 * @param seconds how long it ran now; 0 when it did not
 * @param size bytes of its output; 0 when it has none
 * @param counts what the stage counted when it ran
 */
public record StageReport(
    String stage,
    Outcome outcome,
    String reason,
    double seconds,
    long size,
    Map<String, Long> counts) {

  /** What was done. */
  public enum Outcome {
    /** Nothing: what is published is what the inputs and options give. */
    UP_TO_DATE,
    /** Nothing: an output for these inputs and options was there from an earlier build. */
    REUSED,
    /** It ran. */
    BUILT,
    /** Nothing, though it is stale: the build was to stop before it. */
    LEFT
  }
}
