package org.llmrec.core.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The codes of what Java and the system throw. */
class CausesTest {
  @TempDir Path folder;

  @Test
  void whatTheSystemReportsHasACode() {
    assertSame(DataCode.FILE_MISSING, Causes.code(new NoSuchFileException("a")));
    assertSame(DataCode.FILE_MISSING, Causes.code(new FileNotFoundException("a")));
    assertSame(MachineCode.NO_PERMISSION, Causes.code(new AccessDeniedException("a")));
    assertSame(WorkspaceCode.FOLDER_NOT_EMPTY, Causes.code(new DirectoryNotEmptyException("a")));
    assertSame(OptionCode.NAME_TAKEN, Causes.code(new FileAlreadyExistsException("a")));
    assertSame(MachineCode.INTERRUPTED, Causes.code(new ClosedByInterruptException()));
    assertSame(MachineCode.INTERRUPTED, Causes.code(new InterruptedException()));
    assertSame(
        MachineCode.NO_PERMISSION,
        Causes.code(new FileSystemException("a", null, "Read-only file system")));
    assertSame(MachineCode.IO_FAILED, Causes.code(new IOException("Input/output error")));
    assertSame(MachineCode.IO_FAILED, Causes.code(new IOException()));
  }

  @Test
  void aFullDiskIsFullHoweverDeepItIsSaid() {
    IOException full = new FileSystemException("a", null, "No space left on device");
    assertSame(MachineCode.DISK_FULL, Causes.code(full));
    assertSame(MachineCode.DISK_FULL, Causes.code(new IOException("cannot write", full)));
    assertTrue(Causes.isFullDisk(new IllegalStateException(new UncheckedIOException(full))));
    assertTrue(Causes.isFullDisk(new IOException("Disk quota exceeded")));
    // Native libraries tell it by exceptions of their own.
    assertTrue(Causes.isFullDisk(new IllegalStateException("No space left on device")));
    assertFalse(Causes.isFullDisk(new IOException("Input/output error", new Error())));
  }

  @Test
  void errorsOfTheMachineAreToldApart() {
    assertSame(MachineCode.HEAP_FULL, Causes.code(new OutOfMemoryError("Java heap space")));
    assertSame(MachineCode.MEMORY_FULL, Causes.code(new OutOfMemoryError("Map failed")));
    assertSame(MachineCode.NATIVE_MISSING, Causes.code(new UnsatisfiedLinkError("libgomp")));
    assertSame(MachineCode.CLASS_PATH, Causes.code(new NoClassDefFoundError("a/B")));
    assertSame(MachineCode.UNEXPECTED, Causes.code(new IllegalStateException("a")));
    assertSame(MachineCode.UNEXPECTED, Causes.code(new StackOverflowError()));
  }

  @Test
  void wrappersThatOnlyCarryAreSeenThrough() {
    LlmrecException ours = new LlmrecException(WorkspaceCode.WORKSPACE_LOCKED, "locked");
    Throwable wrapped = new CompletionException(new ExecutionException(ours));
    assertSame(ours, Causes.unwrapped(wrapped));
    assertEquals(WorkspaceCode.WORKSPACE_LOCKED, Causes.code(wrapped));
    assertSame(
        DataCode.FILE_MISSING, Causes.code(new UncheckedIOException(new NoSuchFileException("a"))));
  }

  @Test
  void aFileThatIsReallyAbsentAndAFolderThatIsReallyFullAreNamedSo() throws IOException {
    Files.createFile(folder.resolve("in-the-way"));
    try {
      Files.delete(folder);
      throw new AssertionError("deleted");
    } catch (IOException e) {
      assertSame(WorkspaceCode.FOLDER_NOT_EMPTY, Causes.code(e));
    }
    try {
      Files.readAllBytes(folder.resolve("absent"));
      throw new AssertionError("read");
    } catch (IOException e) {
      assertSame(DataCode.FILE_MISSING, Causes.code(e));
    }
  }
}
