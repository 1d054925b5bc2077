package org.llmrec.pipeline.internal;

import java.util.List;
import org.llmrec.pipeline.build.StagePlan;
import org.llmrec.pipeline.config.WorkspaceConfig;

/** Stand-in. */
public final class StandardPlan {
  private StandardPlan() {}

  /** Steps. */
  public static final List<String> STEPS = List.of();

  /** Plan. */
  public static StagePlan of(WorkspaceConfig config) {
    return new StagePlan(List.of());
  }
}
