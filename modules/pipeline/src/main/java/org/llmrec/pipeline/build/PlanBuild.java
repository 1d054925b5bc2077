package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.generation.GenerationManifest;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.Verify;

/**
 * Builds a plan in a workspace: runs what is not up to date, publishes when everything is there,
 * and removes what neither the current generation nor a reader needs.
 */
public final class PlanBuild {
  private static final System.Logger LOG = System.getLogger(PlanBuild.class.getName());

  private final Path workspace;
  private final BuildOptions options;
  private final StageStore store;
  private final List<StageReport> reports = new ArrayList<>();

  private PlanBuild(Path workspace, BuildOptions options) {
    this.workspace = workspace;
    this.options = options;
    this.store = new StageStore(workspace);
  }

  /**
   * Builds.
   *
   * @throws ConfigException if an input is not there, or there is no step as asked for
   * @throws StageException if a stage fails; names it
   * @throws LlmrecException if somebody else builds in this workspace; says who
   * @throws IOException if the disk fails outside of a stage
   */
  public static BuildReport run(Path workspace, StagePlan plan, BuildOptions options)
      throws IOException {
    try (WriteLock lock = WriteLock.acquire(workspace, "build")) {
      return new PlanBuild(workspace, options).run(plan);
    }
  }

  private BuildReport run(StagePlan plan) throws IOException {
    long start = System.nanoTime();
    Set<String> wanted =
        options.only().map(plan::withNeeds).orElseGet(() -> Set.copyOf(plan.names()));
    GenerationStore.sweep(workspace);
    Optional<GenerationManifest> before = Published.find(workspace);
    FileHashCache cache = FileHashCache.open(workspace);
    Outputs outputs;
    try {
      outputs = walk(plan, Published.stages(before), new Runner(plan, wanted, cache), cache);
    } finally {
      cache.keep();
    }
    boolean complete =
        reports.stream().noneMatch(report -> report.outcome() == StageReport.Outcome.LEFT);
    Optional<String> published = complete ? publish(outputs, before) : Optional.empty();
    List<String> removed = published.isPresent() ? retire() : List.of();
    return new BuildReport(
        reports,
        published.or(() -> before.map(GenerationManifest::id)),
        published.isPresent(),
        removed,
        (System.nanoTime() - start) / 1e9);
  }

  /** A damaged output that sizes did not betray is found by who needs it, and then all are read. */
  private Outputs walk(
      StagePlan plan, Map<String, StageEntry> published, Runner runner, FileHashCache cache)
      throws IOException {
    if (!options.verify()) {
      try {
        return PlanWalk.walk(plan, judge(published, Verify.FAST), cache, runner);
      } catch (CorruptFileException e) {
        LOG.log(System.Logger.Level.WARNING, "{0}; every output is checked", e.getMessage());
        reports.clear();
      }
    }
    return PlanWalk.walk(plan, judge(published, Verify.FULL), cache, runner);
  }

  private Judge judge(Map<String, StageEntry> published, Verify verify) {
    return new Judge(workspace, store, published, verify, options.strict());
  }

  /** The new generation's id, or nothing when the current one is the same. */
  private Optional<String> publish(Outputs outputs, Optional<GenerationManifest> before)
      throws IOException {
    Map<String, StageEntry> stages = new LinkedHashMap<>();
    for (StageOutput output : outputs.all()) {
      stages.put(output.record().stage(), output.entry(workspace));
    }
    if (before.isPresent() && before.get().stages().equals(stages)) {
      return Optional.empty();
    }
    String id;
    try {
      id = GenerationStore.publish(workspace, stages);
    } catch (IOException e) {
      throw Failures.of("publish", workspace, OptionalLong.empty(), e);
    }
    options.listener().published(id);
    return Optional.of(id);
  }

  private List<String> retire() throws IOException {
    try {
      return GenerationStore.retire(workspace);
    } catch (CorruptFileException e) {
      // Somebody still reads a generation whose manifest is damaged: keep all, the build is done.
      LOG.log(System.Logger.Level.WARNING, "nothing was removed: {0}", e.getMessage());
      return List.of();
    }
  }

  private void report(StageReport report) {
    reports.add(report);
    options.listener().finished(report);
  }

  private final class Runner implements PlanWalk.Visitor {
    private final StagePlan plan;
    private final Set<String> wanted;
    private final FileHashCache cache;

    Runner(StagePlan plan, Set<String> wanted, FileHashCache cache) {
      this.plan = plan;
      this.wanted = wanted;
      this.cache = cache;
    }

    private boolean wants(Stage stage) {
      return plan.steps().stream()
          .anyMatch(step -> step.owns(stage.name()) && wanted.contains(step.name()));
    }

    @Override
    public void whole(Stage stage, Decision.Whole decision) {
      StageRecord record = decision.output().record();
      report(
          new StageReport(
              stage.name(),
              decision.published() ? StageReport.Outcome.UP_TO_DATE : StageReport.Outcome.REUSED,
              decision.published() ? "up to date" : "already built",
              0,
              record.size(),
              record.counts()));
    }

    @Override
    public Optional<StageOutput> mustRun(KeyedStage keyed, Decision.MustRun decision)
        throws IOException {
      Stage stage = keyed.stage();
      if (!wants(stage)) {
        left(stage.name(), decision.reason());
        return Optional.empty();
      }
      // Now, so that a build that is killed need not read a large input again to hash it.
      cache.keep();
      store.requireWhole(keyed);
      options.listener().starting(stage.name(), decision.reason());
      StageOutput output = store.run(keyed, options.strict(), options.progress());
      StageRecord record = output.record();
      report(
          new StageReport(
              stage.name(),
              StageReport.Outcome.BUILT,
              decision.reason(),
              record.seconds(),
              record.size(),
              record.counts()));
      return Optional.of(output);
    }

    @Override
    public void impossible(Stage stage, ConfigException why) {
      if (wants(stage)) {
        throw Failures.of(stage.name(), workspace, OptionalLong.empty(), why);
      }
      left(stage.name(), why.getMessage());
    }

    @Override
    public void blocked(StagePlan.Step step, String needed) {
      left(step.name(), "waits for " + needed);
    }

    private void left(String stage, String reason) {
      report(new StageReport(stage, StageReport.Outcome.LEFT, reason, 0, 0, Map.of()));
    }
  }
}
