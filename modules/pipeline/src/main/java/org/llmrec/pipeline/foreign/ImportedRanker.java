package org.llmrec.pipeline.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.pipeline.build.CurrentStages;
import org.llmrec.pipeline.build.WriteLock;
import org.llmrec.pipeline.internal.ForeignFolder;
import org.llmrec.pipeline.internal.ForeignStage;
import org.llmrec.rank.ManifestFile;
import org.llmrec.rank.foreign.ForeignBundle;
import org.llmrec.rank.foreign.ForeignSchema;
import org.llmrec.rank.foreign.Offer;

/**
 * A ranker that somebody trained elsewhere and that a workspace serves in place of its own.
 *
 * <p>What was imported lies in a folder of its own, which is whole before a pointer names it; every
 * build takes it into its generation, or says why that cannot be. Importing and removing publish a
 * generation that differs from the current one in nothing else, so a reader goes from one to the
 * other in one step, or stays where it is.
 */
public final class ImportedRanker {
  private ImportedRanker() {}

  /**
   * What the current generation can tell a ranker.
   *
   * @throws ConfigException if nothing has been built there
   */
  public static Offer offer(Path workspace) throws IOException {
    try (Generation pinned = Generation.pinCurrent(workspace)) {
      return ForeignStage.offer(CurrentStages.of(pinned.workspace()).outputs());
    }
  }

  /**
   * Checks a ranker, copies it into the workspace, and publishes the current generation with it.
   * One that was imported before is replaced.
   *
   * @param onnx the graph; files that it loads lie beside it
   * @param schema in YAML
   * @return what it declares
   * @throws ConfigException if something does not fit together, or scores are not finite; says
   *     what, and nothing has changed
   * @throws LlmrecException if ONNX Runtime cannot load or run the graph, or somebody else builds
   *     in the workspace
   * @throws IOException if a file cannot be read, or the disk fails
   */
  public static ForeignSchema add(Path workspace, Path onnx, Path schema) throws IOException {
    ForeignSchema declared = SchemaFile.read(schema);
    try (WriteLock lock = WriteLock.acquire(workspace, "ranker import")) {
      CurrentStages stages = CurrentStages.of(workspace);
      Path unfinished = ForeignFolder.unfinished(workspace);
      try {
        ForeignBundle.write(
            unfinished,
            ForeignBundle.files(onnx),
            schema,
            declared,
            ForeignStage.offer(stages.outputs()));
        String key = Hashes.sha256(unfinished.resolve(ManifestFile.NAME)).substring(0, 16);
        Path bundle = ForeignFolder.keep(workspace, unfinished, key);
        stages.with(
            outputs -> new ForeignStage(bundle, outputs),
            () -> ForeignFolder.point(workspace, key));
      } finally {
        AtomicFiles.deleteTree(unfinished);
      }
      ForeignFolder.tidy(workspace);
    }
    return declared;
  }

  /**
   * Takes the imported ranker out, and publishes the current generation without it.
   *
   * @return whether there was one
   * @throws LlmrecException if somebody else builds in the workspace
   * @throws IOException if the disk fails
   */
  public static boolean remove(Path workspace) throws IOException {
    try (WriteLock lock = WriteLock.acquire(workspace, "ranker remove")) {
      boolean imported = ForeignFolder.clear(workspace);
      CurrentStages stages = CurrentStages.of(workspace);
      if (stages.has(ForeignStage.NAME)) {
        stages.without(ForeignStage.NAME);
        return true;
      }
      return imported;
    }
  }

  /**
   * What was imported, if anything was.
   *
   * @throws org.llmrec.core.error.CorruptFileException if it is damaged
   */
  public static Optional<ForeignSchema> of(Path workspace) throws IOException {
    Optional<Path> bundle = ForeignFolder.current(workspace);
    return bundle.isPresent() ? Optional.of(ForeignBundle.schema(bundle.get())) : Optional.empty();
  }
}
