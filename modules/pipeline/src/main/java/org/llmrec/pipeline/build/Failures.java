package org.llmrec.pipeline.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.WorkspaceCode;

/** Turns what a stage threw into a sentence that names the stage. */
final class Failures {
  private Failures() {}

  /**
   * What to throw instead. An {@link Error} is thrown from here as it is: it says something about
   * the process, not about the stage.
   */
  static LlmrecException of(String stage, Path workspace, Throwable failure) {
    if (Causes.isFullDisk(failure)) {
      return new StageException(MachineCode.DISK_FULL, stage, full(workspace), failure);
    }
    return switch (failure) {
      case Error error -> throw error;
      case ConfigException e ->
          new ConfigException(e.code(), "stage " + stage + ": " + e.getMessage(), e);
      case LlmrecException e -> new StageException(e.code(), stage, e.getMessage(), e);
      case InterruptedException e -> {
        Thread.currentThread().interrupt();
        yield new StageException(
            MachineCode.INTERRUPTED, stage, "interrupted; build again to go on", e);
      }
      case UncheckedIOException e ->
          new StageException(Causes.code(e), stage, sentence(e.getCause()), e);
      case IOException e -> new StageException(Causes.code(e), stage, sentence(e), e);
      default ->
          new StageException(
              WorkspaceCode.STAGE_FAILED, stage, "failed unexpectedly: " + failure, failure);
    };
  }

  private static String sentence(IOException e) {
    // The message of a file system's exception is often the bare path.
    return "cannot read or write: " + e;
  }

  private static String full(Path workspace) {
    String left;
    try {
      left =
          String.format(
              Locale.ROOT,
              "%.1f MB left there",
              Files.getFileStore(workspace).getUsableSpace() / 1e6);
    } catch (IOException e) {
      left = "how much is left cannot be read";
    }
    return "the disk of "
        + workspace.toAbsolutePath()
        + " or of the temporary folder "
        + System.getProperty("java.io.tmpdir")
        + " is full ("
        + left
        + "); free some space and build again. What was published before still serves";
  }
}
