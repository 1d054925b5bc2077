package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;

/** The outputs of stages in a workspace. */
final class StageStore {
  private final Path workspace;

  StageStore(Path workspace) {
    this.workspace = workspace;
  }

  boolean exists(StageKey key) {
    return Files.isDirectory(workspace.resolve(key.folder()));
  }

  /**
   * The output for a key, checked.
   *
   * @param hashes whether to read every file, or only look at its size
   * @throws CorruptFileException if something is missing or damaged
   */
  StageOutput open(StageKey key, boolean hashes) throws IOException {
    Path folder = workspace.resolve(key.folder());
    Path file = folder.resolve(StageRecord.FILE);
    StageRecord record;
    try {
      record = Json.read(file, StageRecord.class);
    } catch (NoSuchFileException e) {
      throw new CorruptFileException(file, "the record of a stage", "none", "build it again");
    }
    if (!record.stage().equals(key.stage()) || !record.key().equals(key.sha256())) {
      throw new CorruptFileException(
          file, "the record of key " + key.sha256(), record.key(), "build it again");
    }
    for (FileEntry output : record.outputs()) {
      if (hashes) {
        output.verify(folder);
      } else {
        output.checkSize(folder);
      }
    }
    return new StageOutput(folder, record);
  }

  /** The record of an output by its path in a manifest, if it can be read. */
  Optional<StageRecord> record(StageEntry entry) throws IOException {
    return read(workspace.resolve(entry.folder()).resolve(StageRecord.FILE));
  }

  /** The record of the output of this stage that was made last, if there is any. */
  Optional<StageRecord> latest(String stage) throws IOException {
    Path folder = workspace.resolve(StageEntry.STAGES).resolve(stage);
    List<StageRecord> records = new ArrayList<>();
    try (Stream<Path> outputs = Files.list(folder)) {
      for (Path output : outputs.toList()) {
        read(output.resolve(StageRecord.FILE)).ifPresent(records::add);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return records.stream().max(Comparator.comparing(record -> Instant.parse(record.started())));
  }

  private static Optional<StageRecord> read(Path file) throws IOException {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Json.read(file, StageRecord.class))
          : Optional.empty();
    } catch (CorruptFileException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Runs a stage. Whatever lies in its output's place stays until the new output is whole.
   *
   * @throws StageException if it fails; nothing has changed then
   */
  StageOutput run(KeyedStage keyed, boolean strict, Progress progress) {
    String name = keyed.key().stage();
    Path folder = workspace.resolve(keyed.key().folder());
    Path temporary = folder.resolveSibling("." + folder.getFileName() + ".tmp");
    try {
      AtomicFiles.deleteTree(temporary);
      Files.createDirectories(temporary);
      StageRecord record = runInto(temporary, keyed, strict, progress);
      Json.write(temporary.resolve(StageRecord.FILE), record);
      AtomicFiles.forceTree(temporary);
      GenerationStore.deleteOutput(workspace, folder);
      AtomicFiles.move(temporary, folder);
      return new StageOutput(folder, record);
    } catch (Throwable e) {
      discard(temporary, e);
      throw Failures.of(name, workspace, e);
    }
  }

  private StageRecord runInto(Path folder, KeyedStage keyed, boolean strict, Progress progress)
      throws IOException, InterruptedException {
    Instant started = Instant.now();
    long nanos = System.nanoTime();
    StageContext context =
        new StageContext(folder, keyed.paths(), keyed.key().inputs(), strict, progress);
    keyed.stage().run(context);
    double seconds = (System.nanoTime() - nanos) / 1e9;
    keyed.checkInputsStill();
    List<FileEntry> outputs = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        outputs.add(FileEntry.of(folder, file));
      }
    }
    StageKey key = keyed.key();
    return new StageRecord(
        StageRecord.FORMAT,
        key.stage(),
        key.format(),
        key.sha256(),
        key.inputs(),
        key.options(),
        outputs,
        context.counts(),
        started.toString(),
        Double.parseDouble(String.format(Locale.ROOT, "%.3f", seconds)),
        ToolVersion.current());
  }

  private static void discard(Path temporary, Throwable failure) {
    try {
      AtomicFiles.deleteTree(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
