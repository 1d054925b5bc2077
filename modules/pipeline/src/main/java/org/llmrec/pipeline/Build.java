package org.llmrec.pipeline;

import java.io.IOException;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.build.PlanBuild;
import org.llmrec.pipeline.build.StageException;
import org.llmrec.pipeline.build.StagePlan;
import org.llmrec.pipeline.internal.StandardPlan;

/** Builds a workspace. */
public final class Build {
  private Build() {}

  /**
   * Runs every stage that is not up to date, publishes the result as a generation, and removes what
   * neither it nor a reader needs. Outputs of earlier options are not kept: changing back means
   * building again, unless somebody still reads them.
   *
   * <p>With {@link BuildOptions#refresh} the rankers that are published are taken on to new items
   * and interactions without learning: popularity, neighbours, users' and items' vectors and the
   * methods' weights are those of today, what was trained stays. Where there is nothing to take on
   * (a first build, other texts, another encoder, other options) it learns. A build without it
   * learns anew.
   *
   * <p>Killed at any moment, the next build goes on from the stages that were done.
   *
   * @throws ConfigException if an input is not there, or there is no step as asked for
   * @throws StageException if a stage fails; what was published before still serves
   * @throws LlmrecException if somebody else builds in this workspace
   * @throws IOException if the disk fails outside of a stage
   */
  public static BuildReport run(Workspace workspace, BuildOptions options) throws IOException {
    StagePlan plan =
        options.refresh()
            ? StandardPlan.refreshing(workspace.folder(), workspace.config())
            : StandardPlan.of(workspace.folder(), workspace.config());
    return PlanBuild.run(workspace.folder(), plan, options);
  }

  /**
   * The steps that {@link BuildOptions#only} takes, in the order in which they are built. A
   * workspace with judgements has {@code search} as well, and one with an imported ranker {@code
   * foreign}, after all others.
   */
  public static List<String> steps() {
    return StandardPlan.STEPS;
  }
}
