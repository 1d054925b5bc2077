package org.llmrec.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;

/** Keeps a second run out of a folder. The system frees it when the process ends, however. */
final class RunLock implements AutoCloseable {
  private final FolderLock lock;

  private RunLock(FolderLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the folder.
   *
   * @throws ConfigException if another run has it
   */
  static RunLock of(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new RunLock(
        FolderLock.acquire(
            folder,
            "evaluate",
            holder ->
                new ConfigException(
                    WorkspaceCode.FOLDER_IN_USE,
                    folder
                        + ": expected a folder that no other run writes to, found it locked by "
                        + holder
                        + "; wait for it, or name another folder")));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
