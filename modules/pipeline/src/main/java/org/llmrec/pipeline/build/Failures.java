package org.llmrec.pipeline.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;

/** Turns what a stage threw into a sentence that names the stage. */
final class Failures {
  private Failures() {}

  /**
   * What to throw instead. An {@link Error} is thrown from here as it is: it says something about
   * the process, not about the stage.
   */
  static LlmrecException of(String stage, Path workspace, Throwable failure) {
    if (fullDisk(failure)) {
      return new StageException(stage, full(workspace), failure);
    }
    return switch (failure) {
      case Error error -> throw error;
      case ConfigException e -> new ConfigException("stage " + stage + ": " + e.getMessage(), e);
      case LlmrecException e -> new StageException(stage, e.getMessage(), e);
      case InterruptedException e -> {
        Thread.currentThread().interrupt();
        yield new StageException(stage, "interrupted; build again to go on", e);
      }
      case UncheckedIOException e -> new StageException(stage, sentence(e.getCause()), e);
      case IOException e -> new StageException(stage, sentence(e), e);
      default -> new StageException(stage, "failed unexpectedly: " + failure, failure);
    };
  }

  private static String sentence(IOException e) {
    // The message of a file system's exception is often the bare path.
    return "cannot read or write: " + e;
  }

  private static boolean fullDisk(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = e instanceof IOException && e.getMessage() != null ? e.getMessage() : "";
      if (message.contains("No space left on device") || message.contains("quota exceeded")) {
        return true;
      }
    }
    return false;
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
