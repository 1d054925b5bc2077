package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.generation.GenerationManifest;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;

/**
 * The stages of the current generation, one of which may be put in or taken out while all others
 * stay as they are, stale or not. What changes something is for whoever holds the workspace's
 * {@link WriteLock}.
 */
public final class CurrentStages {
  private final Path workspace;
  private final GenerationManifest manifest;

  private CurrentStages(Path workspace, GenerationManifest manifest) {
    this.workspace = workspace;
    this.manifest = manifest;
  }

  /**
   * Those of a workspace.
   *
   * @throws ConfigException if nothing has been published there
   */
  public static CurrentStages of(Path workspace) throws IOException {
    return find(workspace)
        .orElseThrow(
            () ->
                new ConfigException(
                    WorkspaceCode.NOT_BUILT,
                    workspace
                        + ": expected a built workspace, found none published; run `llmrec"
                        + " build -w "
                        + workspace
                        + "` first"));
  }

  /** The same; empty where nothing has been published, or its manifest is damaged. */
  public static Optional<CurrentStages> find(Path workspace) throws IOException {
    return Published.find(workspace).map(manifest -> new CurrentStages(workspace, manifest));
  }

  /** The record of a stage; empty where there is none that can be read. */
  public Optional<StageRecord> record(String stage) throws IOException {
    StageEntry entry = manifest.stages().get(stage);
    return entry == null ? Optional.empty() : new StageStore(workspace).record(entry);
  }

  /** Whether there is such a stage. */
  public boolean has(String stage) {
    return manifest.stages().containsKey(stage);
  }

  /**
   * Their outputs.
   *
   * @throws CorruptFileException if the record of one cannot be read
   */
  public Outputs outputs() throws IOException {
    Outputs outputs = new Outputs();
    StageStore store = new StageStore(workspace);
    for (StageEntry entry : manifest.stages().values()) {
      Path folder = workspace.resolve(entry.folder());
      Optional<StageRecord> record = store.record(entry);
      outputs.put(
          new StageOutput(
              folder,
              record.orElseThrow(
                  () ->
                      new CorruptFileException(
                          FileCode.BUILD_DAMAGED,
                          folder.resolve(StageRecord.FILE),
                          "the record of a stage",
                          "none that can be read",
                          "build the workspace again"))));
    }
    return outputs;
  }

  /**
   * Runs a stage over the outputs of the others, and publishes them with it.
   *
   * @param stage made of the outputs
   * @param done what has to happen after it ran and before it is published
   * @return the new generation's id
   * @throws ConfigException if the stage refuses; nothing has changed then
   * @throws CorruptFileException if what it reads is damaged; nothing has changed then
   */
  public String with(Function<Outputs, Stage> stage, Step done) throws IOException {
    FileHashCache cache = FileHashCache.open(workspace);
    Outputs outputs = outputs();
    StageStore store = new StageStore(workspace);
    KeyedStage keyed = KeyedStage.of(stage.apply(outputs), outputs, cache);
    store.requireWhole(keyed);
    StageOutput output = store.run(keyed, false, Progress.silent());
    done.run();
    Map<String, StageEntry> stages = new LinkedHashMap<>(manifest.stages());
    stages.put(output.record().stage(), output.entry(workspace));
    return publish(stages);
  }

  /** Publishes the stages without one. */
  public String without(String stage) throws IOException {
    Map<String, StageEntry> stages = new LinkedHashMap<>(manifest.stages());
    stages.remove(stage);
    return publish(stages);
  }

  private String publish(Map<String, StageEntry> stages) throws IOException {
    String id = GenerationStore.publish(workspace, stages);
    GenerationStore.retire(workspace);
    return id;
  }

  /** Something that may fail as a disk does. */
  @FunctionalInterface
  public interface Step {
    /** Does it. */
    void run() throws IOException;
  }
}
