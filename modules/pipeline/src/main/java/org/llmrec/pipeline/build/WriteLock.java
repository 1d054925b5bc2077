package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;

/** The right to change a workspace, by a {@link FolderLock}. Readers do not need it. */
public final class WriteLock implements AutoCloseable {
  private final FolderLock lock;

  private WriteLock(FolderLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @param purpose what for, as others are told, such as {@code build}
   * @throws LlmrecException if somebody else has it; says who, since when and what for
   * @throws IOException if the workspace cannot be written to
   */
  public static WriteLock acquire(Path workspace, String purpose) throws IOException {
    return new WriteLock(
        FolderLock.acquire(
            workspace,
            purpose,
            holder ->
                new LlmrecException(
                    WorkspaceCode.WORKSPACE_LOCKED,
                    workspace
                        + ": expected to be its only writer, found it locked by "
                        + holder
                        + "; wait until that is done, or end it")));
  }

  /** Who holds the workspace's lock, in words, if anybody does. Takes nothing. */
  public static Optional<String> holder(Path workspace) throws IOException {
    return FolderLock.holder(workspace);
  }

  /** Gives the lock back; the file stays, empty. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
