package org.llmrec.core.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.Verify;

/**
 * A pinned generation: its files stay where they are until this is closed, even when newer ones are
 * published and old ones retired. Thread-safe. Several may be open at once, in one process or many.
 */
public final class Generation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path workspace;
  private final GenerationManifest manifest;
  private final Path pin;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Generation(Path workspace, GenerationManifest manifest, Path pin) {
    this.workspace = workspace;
    this.manifest = manifest;
    this.pin = pin;
  }

  /**
   * Pins the generation that {@code CURRENT} names, and checks that every file of it is there with
   * its size. Needs no write access.
   *
   * @throws ConfigException if nothing has been published there yet
   * @throws CorruptFileException if {@code CURRENT}, the manifest or a file is missing or damaged
   * @throws UncheckedIOException if the disk fails
   */
  public static Generation pinCurrent(Path workspace) {
    return pinCurrent(workspace, Verify.FAST);
  }

  /**
   * The same, and with {@link Verify#FULL} reads every file of it once and compares its hash. What
   * is verified is what lay on the disk then: nobody changes it afterwards, but a disk may.
   *
   * @throws ConfigException if nothing has been published there yet
   * @throws CorruptFileException if {@code CURRENT}, the manifest or a file is missing or damaged
   * @throws UncheckedIOException if the disk fails
   */
  public static Generation pinCurrent(Path workspace, Verify verify) {
    Deadline deadline = Deadline.in(PATIENCE);
    try {
      String gone = "";
      while (true) {
        String id = GenerationStore.current(workspace).orElse(null);
        if (id == null) {
          throw unpublished(workspace);
        }
        Path folder = GenerationStore.folder(workspace, id);
        try {
          Path pin = Pins.pin(folder);
          if (pin != null) {
            return open(workspace, folder, pin, verify);
          }
        } catch (NoSuchFileException e) {
          // What CURRENT names is never deleted: gone twice under the same name is damage.
          if (id.equals(gone)) {
            if (Files.isDirectory(folder)) {
              GenerationStore.requirePin(workspace, id);
            }
            throw new CorruptFileException(
                FileCode.BUILD_DAMAGED,
                workspace.resolve(GenerationStore.CURRENT),
                "the id of a generation in " + folder.getParent(),
                id + ", which is not there",
                "run `llmrec build -w " + workspace + "` to publish again");
          }
          gone = id;
        }
        pause(workspace, deadline);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(workspace + ": cannot read: " + e, e);
    }
  }

  private static LlmrecException unpublished(Path workspace) throws IOException {
    if (!GenerationStore.list(workspace).isEmpty()) {
      return new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          workspace.resolve(GenerationStore.CURRENT),
          "the id of a generation",
          "none",
          "run `llmrec build -w " + workspace + "` to publish again");
    }
    return new ConfigException(
        WorkspaceCode.NOT_BUILT,
        workspace
            + ": expected a built workspace, found none published; run `llmrec build -w "
            + workspace
            + "` first");
  }

  private static Generation open(Path workspace, Path folder, Path pin, Verify verify)
      throws IOException {
    try {
      GenerationManifest manifest = GenerationStore.readManifest(folder);
      for (StageEntry stage : manifest.stages().values()) {
        for (FileEntry file : stage.files()) {
          file.check(workspace, verify);
        }
      }
      return new Generation(workspace, manifest, pin);
    } catch (NoSuchFileException e) {
      // The pin holds, so nobody retired this: the file went some other way.
      Pins.unpin(pin);
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          Path.of(e.getFile()),
          "a file of the current generation",
          "none",
          "run `llmrec build -w " + workspace + "` to build it again");
    } catch (IOException | RuntimeException e) {
      Pins.unpin(pin);
      throw e;
    }
  }

  private static void pause(Path workspace, Deadline deadline) {
    if (deadline.expired()) {
      throw new LlmrecException(
          WorkspaceCode.WORKSPACE_LOCKED,
          workspace
              + ": somebody holds the current generation locked for writing; find out which"
              + " process does");
    }
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, workspace + ": interrupted while waiting for a generation", e);
    }
  }

  /** The generation's name. */
  public String id() {
    return manifest.id();
  }

  /** Everything in it. */
  public GenerationManifest manifest() {
    return manifest;
  }

  /** The workspace it lies in. */
  public Path workspace() {
    return workspace;
  }

  /** Whether the stage left an output. */
  public boolean has(String stage) {
    return manifest.stages().containsKey(stage);
  }

  /**
   * The folder of a stage's output.
   *
   * @throws ConfigException if this generation has no such stage
   */
  public Path folder(String stage) {
    return RelativePaths.resolve(workspace, entry(stage).folder());
  }

  /**
   * One file of a stage's output.
   *
   * @param stage such as {@code import}
   * @param name relative to the stage's folder, such as {@code catalogue.jsonl}
   * @throws ConfigException if this generation has no such stage, or the stage no such file
   */
  public Path file(String stage, String name) {
    FileEntry file =
        entry(stage)
            .file(name)
            .orElseThrow(
                () ->
                    new ConfigException(
                        WorkspaceCode.STAGE_MISSING,
                        "generation "
                            + id()
                            + ": expected "
                            + name
                            + " from stage "
                            + stage
                            + ", found "
                            + entry(stage).files().stream().map(FileEntry::path).toList()));
    return RelativePaths.resolve(workspace, file.path());
  }

  private StageEntry entry(String stage) {
    StageEntry entry = manifest.stages().get(stage);
    if (entry == null) {
      throw new ConfigException(
          WorkspaceCode.STAGE_MISSING,
          "generation "
              + id()
              + ": expected stage "
              + stage
              + ", found "
              + manifest.stages().keySet()
              + "; run `llmrec build -w "
              + workspace
              + "`");
    }
    return entry;
  }

  /**
   * Reads every file and compares its hash.
   *
   * @throws CorruptFileException at the first that differs
   * @throws UncheckedIOException if the disk fails
   */
  public void verify() {
    try {
      for (StageEntry stage : manifest.stages().values()) {
        for (FileEntry file : stage.files()) {
          file.check(workspace, Verify.FULL);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(workspace + ": cannot read: " + e, e);
    }
  }

  /** Gives the pin back; the second time does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        Pins.unpin(pin);
      } catch (IOException e) {
        throw new UncheckedIOException(pin + ": cannot close: " + e, e);
      }
    }
  }
}
