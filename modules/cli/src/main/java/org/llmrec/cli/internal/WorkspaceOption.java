package org.llmrec.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.WorkspaceCode;
import picocli.CommandLine.Option;

/** Which workspace a command is about. */
final class WorkspaceOption {
  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The workspace: the folder with llmrec.yaml (default: the current folder).")
  private Path folder;

  /**
   * The folder.
   *
   * @throws ConfigException if it is no workspace
   */
  Path folder() {
    return checked(folder);
  }

  /** The folder, if it is a workspace. */
  static Path checked(Path folder) {
    if (!Files.isRegularFile(folder.resolve("llmrec.yaml"))) {
      throw new ConfigException(
          WorkspaceCode.WORKSPACE_MISSING,
          "expected a workspace, found no llmrec.yaml in "
              + folder.toAbsolutePath().normalize()
              + "; name one with -w DIR or make one with: llmrec init DIR --catalogue FILE"
              + " --interactions FILE");
    }
    return folder;
  }
}
