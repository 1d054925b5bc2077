package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.json.Json;
import org.llmrec.pipeline.build.StageRecord;

/**
 * What the current generation was built from: tells something that the user took away from
 * something that got lost. Nothing is known where nothing is published or it cannot be read.
 */
final class PublishedRecords {
  private PublishedRecords() {}

  /** The record of a stage of the current generation. */
  static Optional<StageRecord> of(Path workspace, String stage) throws IOException {
    try {
      Optional<String> id = GenerationStore.current(workspace);
      StageEntry entry =
          id.isEmpty() ? null : GenerationStore.manifest(workspace, id.get()).stages().get(stage);
      return entry == null
          ? Optional.empty()
          : Optional.of(
              Json.read(
                  workspace.resolve(entry.folder()).resolve(StageRecord.FILE), StageRecord.class));
    } catch (CorruptFileException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whether a stage of the current generation had such an input. */
  static boolean readsFrom(Path workspace, String stage, String input) {
    try {
      return of(workspace, stage).stream().anyMatch(record -> record.inputs().containsKey(input));
    } catch (IOException e) {
      throw new UncheckedIOException(workspace + ": cannot read: " + e.getMessage(), e);
    }
  }
}
