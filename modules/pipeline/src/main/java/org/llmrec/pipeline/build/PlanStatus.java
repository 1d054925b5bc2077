package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.generation.GenerationManifest;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.Verify;

/** Looks at how a plan stands in a workspace. Takes no lock and changes nothing. */
public final class PlanStatus implements PlanWalk.Visitor {
  private final StageStore store;
  private final Map<String, StageEntry> published;
  private final List<StageStatus> statuses = new ArrayList<>();

  private PlanStatus(StageStore store, Map<String, StageEntry> published) {
    this.store = store;
    this.published = published;
  }

  /**
   * Every stage, in the order of the plan. Hashes inputs that changed since the last build, and
   * outputs if they are to be verified in full.
   *
   * @throws IOException if the disk fails
   */
  public static List<StageStatus> of(Path workspace, StagePlan plan, Verify verify)
      throws IOException {
    Optional<GenerationManifest> manifest = Published.find(workspace);
    Map<String, StageEntry> published = Published.stages(manifest);
    StageStore store = new StageStore(workspace);
    PlanStatus status = new PlanStatus(store, published);
    PlanWalk.walk(
        plan,
        new Judge(workspace, store, published, verify, false),
        FileHashCache.open(workspace),
        status);
    return List.copyOf(status.statuses);
  }

  @Override
  public void whole(Stage stage, Decision.Whole decision) {
    statuses.add(
        StageStatus.of(
            stage.name(),
            decision.published() ? StageStatus.State.UP_TO_DATE : StageStatus.State.UNPUBLISHED,
            decision.published() ? "up to date" : "built, not published yet",
            Optional.of(decision.output().record())));
  }

  @Override
  public Optional<StageOutput> mustRun(KeyedStage stage, Decision.MustRun decision)
      throws IOException {
    stale(stage.key().stage(), decision.reason());
    return Optional.empty();
  }

  @Override
  public void impossible(Stage stage, ConfigException why) throws IOException {
    stale(stage.name(), why.getMessage());
  }

  /** What the step will consist of is not known yet: shown is what it consists of now. */
  @Override
  public void blocked(StagePlan.Step step, String needed) throws IOException {
    List<String> known = published.keySet().stream().filter(step::owns).toList();
    for (String stage : known.isEmpty() ? List.of(step.name()) : known) {
      stale(stage, "waits for " + needed);
    }
  }

  private void stale(String stage, String reason) throws IOException {
    StageEntry entry = published.get(stage);
    Optional<StageRecord> record = entry == null ? Optional.empty() : store.record(entry);
    if (record.isEmpty()) {
      record = store.latest(stage);
    }
    statuses.add(
        StageStatus.of(
            stage,
            record.isEmpty() ? StageStatus.State.MISSING : StageStatus.State.STALE,
            reason,
            record));
  }
}
