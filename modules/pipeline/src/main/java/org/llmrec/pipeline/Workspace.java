package org.llmrec.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.pipeline.config.InitOptions;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.pipeline.config.WorkspaceInit;

/**
 * A folder with a configuration. Holds nothing open; immutable.
 *
 * @param folder where it lies
 * @param config as it was read
 */
public record Workspace(Path folder, WorkspaceConfig config) {

  /**
   * Reads the configuration.
   *
   * @throws ConfigException if there is none, or something in it is not understood
   * @throws IOException if it cannot be read
   */
  public static Workspace open(Path folder) throws IOException {
    return new Workspace(folder, WorkspaceConfig.read(folder.resolve(WorkspaceConfig.FILE)));
  }

  /**
   * Makes a workspace: the folder, if it is not there, and a configuration with comments.
   *
   * @throws ConfigException if there is a configuration already and it may not be replaced, or what
   *     it would name is not there or not understood
   * @throws IOException if the disk fails
   */
  public static Workspace init(Path folder, InitOptions options) throws IOException {
    WorkspaceInit.run(folder, options);
    return open(folder);
  }
}
