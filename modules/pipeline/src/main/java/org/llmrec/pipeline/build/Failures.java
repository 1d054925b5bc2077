package org.llmrec.pipeline.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FullDisk;

/** Turns what a stage threw into a sentence that names the stage. */
final class Failures {
  private Failures() {}

  /**
   * What to throw instead. An {@link Error} is thrown from here as it is: it says something about
   * the process, not about the stage.
   *
   * @param needed how many bytes the stage left the last time, if that is known
   */
  static LlmrecException of(String stage, Path workspace, OptionalLong needed, Throwable failure) {
    if (Causes.isFullDisk(failure)) {
      return new StageException(
          MachineCode.DISK_FULL, stage, full(workspace, needed, failure), failure);
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

  private static String full(Path workspace, OptionalLong needed, Throwable failure) {
    return FullDisk.sentence(failure, workspace)
        + ", or that of the temporary folder "
        + System.getProperty("java.io.tmpdir")
        + "; "
        + (needed.isPresent()
            ? String.format(
                Locale.ROOT, "the last time it left %.1f MB; ", needed.getAsLong() / 1e6)
            : "")
        + "free some space and build again. What was published before still serves";
  }
}
