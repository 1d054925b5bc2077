package org.llmrec.pipeline.build;

import java.util.List;
import java.util.Optional;

/**
 * What a build did.
 *
 * @param stages every stage in the order of the plan
 * @param generation the current generation, if there is one
 * @param published whether this build published it
 * @param removed what nobody needed any more, as paths relative to the workspace
 * @param seconds how long all of it took
 */
public record BuildReport(
    List<StageReport> stages,
    Optional<String> generation,
    boolean published,
    List<String> removed,
    double seconds) {
  /** Copies the lists. */
  public BuildReport {
    stages = List.copyOf(stages);
    removed = List.copyOf(removed);
  }

  /** Whether every stage of the plan has its output. */
  public boolean complete() {
    return stages.stream().noneMatch(stage -> stage.outcome() == StageReport.Outcome.LEFT);
  }
}
