package org.llmrec.pipeline.build;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a stage stands.
 *
 * @param stage its name
 * @param state whether its output is what inputs and options give now
 * @param reason why it is in that state, in words
 * @param key the first 16 digits of the key of the output that is there
 * @param built when that output was made
 * @param seconds how long that took
 * @param size bytes of that output; 0 when there is none
 * @param counts what the stage counted when it ran
 */
public record StageStatus(
    String stage,
    State state,
    String reason,
    Optional<String> key,
    Optional<Instant> built,
    double seconds,
    long size,
    Map<String, Long> counts) {

  /** Whether an output is what inputs and options give now. */
  public enum State {
    /** It is, and it is served. */
    UP_TO_DATE,
    /** It is, but the next build has yet to publish it. */
    UNPUBLISHED,
    /** It is not: the next build runs the stage. */
    STALE,
    /** There is none. */
    MISSING
  }

  static StageStatus of(String stage, State state, String reason, Optional<StageRecord> record) {
    return new StageStatus(
        stage,
        state,
        reason,
        record.map(found -> found.key().substring(0, 16)),
        record.map(found -> Instant.parse(found.started())),
        record.map(StageRecord::seconds).orElse(0.0),
        record.map(StageRecord::size).orElse(0L),
        record.map(StageRecord::counts).orElse(Map.of()));
  }
}
