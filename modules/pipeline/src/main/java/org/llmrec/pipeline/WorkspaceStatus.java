package org.llmrec.pipeline;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.io.Verify;
import org.llmrec.pipeline.build.PlanStatus;
import org.llmrec.pipeline.build.StageStatus;
import org.llmrec.pipeline.build.WriteLock;
import org.llmrec.pipeline.internal.StandardPlan;

/**
 * How a workspace stands.
 *
 * @param folder the workspace
 * @param stages every stage, in the order of a build
 * @param generation the current generation, if one has been published
 * @param published when that was
 * @param generations all generations there are, oldest first
 * @param pinned those that somebody reads; where the caller may not write, only this process counts
 * @param writer who builds in it at this moment, in words
 */
public record WorkspaceStatus(
    Path folder,
    List<StageStatus> stages,
    Optional<String> generation,
    Optional<Instant> published,
    List<String> generations,
    Set<String> pinned,
    Optional<String> writer) {
  /** Copies the collections. */
  public WorkspaceStatus {
    stages = List.copyOf(stages);
    generations = List.copyOf(generations);
    pinned = Set.copyOf(pinned);
  }

  /**
   * Looks at a workspace. Takes no lock and changes nothing; inputs that changed since the last
   * build are read to hash them.
   *
   * @throws ConfigException if there is no configuration, or something in it is not understood
   * @throws IOException if the disk fails
   */
  public static WorkspaceStatus of(Path folder) throws IOException {
    return of(folder, Verify.FAST);
  }

  /**
   * The same; with {@link Verify#FULL} every output is read and its hash compared, as the next
   * {@code build --verify} will.
   *
   * @throws ConfigException if there is no configuration, or something in it is not understood
   * @throws IOException if the disk fails
   */
  public static WorkspaceStatus of(Path folder, Verify verify) throws IOException {
    Workspace workspace = Workspace.open(folder);
    List<StageStatus> stages =
        PlanStatus.of(folder, StandardPlan.of(folder, workspace.config()), verify);
    Optional<String> generation = Optional.empty();
    Optional<Instant> published = Optional.empty();
    try {
      generation = GenerationStore.current(folder);
      if (generation.isPresent()) {
        published =
            Optional.of(
                Instant.parse(GenerationStore.manifest(folder, generation.get()).createdAt()));
      }
    } catch (CorruptFileException | NoSuchFileException e) {
      // The stages say that everything has yet to be published.
      published = Optional.empty();
    }
    return new WorkspaceStatus(
        folder,
        stages,
        generation,
        published,
        GenerationStore.list(folder),
        GenerationStore.pinned(folder),
        WriteLock.holder(folder));
  }

  /** Whether the next build has nothing to do. */
  public boolean upToDate() {
    return stages.stream().allMatch(stage -> stage.state() == StageStatus.State.UP_TO_DATE);
  }

  /** Bytes of all outputs together. */
  public long size() {
    return stages.stream().mapToLong(StageStatus::size).sum();
  }
}
