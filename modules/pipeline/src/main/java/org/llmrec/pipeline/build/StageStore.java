package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;

/** The outputs of stages in a workspace. */
final class StageStore {
  private static final System.Logger LOG = System.getLogger(StageStore.class.getName());

  private static final Comparator<StageOutput> BY_START =
      Comparator.comparing(output -> Instant.parse(output.record().started()));

  private final Path workspace;

  /** Outputs of which every byte was read, or written, by this store. */
  private final Set<Path> whole = new HashSet<>();

  StageStore(Path workspace) {
    this.workspace = workspace;
  }

  boolean exists(StageKey key) {
    return Files.isDirectory(workspace.resolve(key.folder()));
  }

  /**
   * The output for a key, checked.
   *
   * @param verify whether to read every file, or only look at its size
   * @throws CorruptFileException if something is missing or damaged
   */
  StageOutput open(StageKey key, Verify verify) throws IOException {
    Path folder = workspace.resolve(key.folder());
    Path file = folder.resolve(StageRecord.FILE);
    StageRecord record;
    try {
      record = Json.read(file, StageRecord.class);
    } catch (NoSuchFileException e) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED, file, "the record of a stage", "none", "build it again");
    }
    if (!record.stage().equals(key.stage()) || !record.key().equals(key.sha256())) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "the record of key " + key.sha256(),
          record.key(),
          "build it again");
    }
    StageOutput output = new StageOutput(folder, record);
    check(output, verify);
    return output;
  }

  private void check(StageOutput output, Verify verify) throws IOException {
    for (FileEntry file : output.record().outputs()) {
      file.check(output.folder(), verify);
    }
    if (verify == Verify.FULL) {
      whole.add(output.folder());
    }
  }

  /**
   * Reads what a stage is about to read, unless that was done before: of damaged bytes it would
   * make an output that looks whole.
   *
   * @throws CorruptFileException if something is missing or damaged
   */
  void requireWhole(KeyedStage keyed) throws IOException {
    for (StageOutput source : keyed.sources()) {
      if (!whole.contains(source.folder())) {
        check(source, Verify.FULL);
      }
    }
  }

  /**
   * The newest output of a stage that suits and is whole, byte for byte.
   *
   * @param suits looks at the record; files are read only of what suits
   */
  Optional<StageOutput> newestWhole(String stage, Predicate<StageRecord> suits) throws IOException {
    List<StageOutput> outputs = new ArrayList<>(outputs(stage));
    outputs.sort(BY_START.reversed());
    for (StageOutput output : outputs) {
      if (!isItself(stage, output) || !suits.test(output.record())) {
        continue;
      }
      try {
        check(output, Verify.FULL);
        return Optional.of(output);
      } catch (CorruptFileException e) {
        LOG.log(System.Logger.Level.WARNING, "nothing is taken over: {0}", e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Whether the record belongs where it lies: not copied from elsewhere, nor changed by hand. */
  private static boolean isItself(String stage, StageOutput output) {
    StageRecord record = output.record();
    StageKey key = StageKey.of(record);
    return record.stage().equals(stage)
        && record.key().equals(key.sha256())
        && output.folder().getFileName().toString().equals(key.shortKey());
  }

  /** The record of an output by its path in a manifest, if it can be read. */
  Optional<StageRecord> record(StageEntry entry) throws IOException {
    return read(workspace.resolve(entry.folder()).resolve(StageRecord.FILE));
  }

  /** The record of the output of this stage that was made last, if there is any. */
  Optional<StageRecord> latest(String stage) throws IOException {
    return outputs(stage).stream().max(BY_START).map(StageOutput::record);
  }

  /** All with a record that can be read; nothing else of them is looked at. */
  private List<StageOutput> outputs(String stage) throws IOException {
    Path folder = workspace.resolve(StageEntry.STAGES).resolve(stage);
    List<StageOutput> found = new ArrayList<>();
    try (Stream<Path> outputs = Files.list(folder)) {
      for (Path output : outputs.toList()) {
        read(output.resolve(StageRecord.FILE))
            .ifPresent(record -> found.add(new StageOutput(output, record)));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return found;
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
      whole.add(folder);
      return new StageOutput(folder, record);
    } catch (Throwable e) {
      discard(temporary, e);
      throw Failures.of(name, workspace, lastSize(name), e);
    }
  }

  private OptionalLong lastSize(String stage) {
    try {
      return latest(stage).stream().mapToLong(StageRecord::size).findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private StageRecord runInto(Path folder, KeyedStage keyed, boolean strict, Progress progress)
      throws IOException, InterruptedException {
    Instant started = Instant.now();
    long nanos = System.nanoTime();
    StageContext context =
        new StageContext(
            folder,
            keyed.paths(),
            keyed.key().inputs(),
            suits -> newestWhole(keyed.key().stage(), suits),
            strict,
            progress);
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
