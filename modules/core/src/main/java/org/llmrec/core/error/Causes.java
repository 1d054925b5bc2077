package org.llmrec.core.error;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Which code an exception has that is not ours: what Java and the system report. */
public final class Causes {
  private Causes() {}

  /** What it is really about: without the wrappers that only carry it from one place to another. */
  public static Throwable unwrapped(Throwable failure) {
    boolean wrapper =
        failure instanceof UncheckedIOException
            || failure instanceof ExecutionException
            || failure instanceof CompletionException
            || failure instanceof ExceptionInInitializerError;
    return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
  }

  /** The code of {@code failure}; {@code unexpected} for whatever nobody foresaw. */
  public static ErrorCode code(Throwable failure) {
    return switch (unwrapped(failure)) {
      case LlmrecException e -> e.code();
      case IOException e -> code(e);
      case InterruptedException e -> MachineCode.INTERRUPTED;
      case OutOfMemoryError e -> memory(e);
      case UnsatisfiedLinkError e -> MachineCode.NATIVE_MISSING;
      case NoClassDefFoundError e -> MachineCode.CLASS_PATH;
      case ClassNotFoundException e -> MachineCode.CLASS_PATH;
      default -> MachineCode.UNEXPECTED;
    };
  }

  private static ErrorCode code(IOException failure) {
    if (isFullDisk(failure)) {
      return MachineCode.DISK_FULL;
    }
    return switch (failure) {
      case NoSuchFileException e -> DataCode.FILE_MISSING;
      case FileNotFoundException e -> DataCode.FILE_MISSING;
      case NotDirectoryException e -> DataCode.FILE_MISSING;
      case AccessDeniedException e -> MachineCode.NO_PERMISSION;
      case DirectoryNotEmptyException e -> WorkspaceCode.FOLDER_NOT_EMPTY;
      case FileAlreadyExistsException e -> OptionCode.NAME_TAKEN;
      case ClosedByInterruptException e -> MachineCode.INTERRUPTED;
      case InterruptedIOException e -> MachineCode.INTERRUPTED;
      default ->
          says(failure, "Read-only file system", "not permitted")
              ? MachineCode.NO_PERMISSION
              : MachineCode.IO_FAILED;
    };
  }

  /** Java's heap has a limit of its own; everything else that it names lies outside. */
  private static ErrorCode memory(OutOfMemoryError failure) {
    return says(failure, "Java heap space", "GC overhead", "array size")
        ? MachineCode.HEAP_FULL
        : MachineCode.MEMORY_FULL;
  }

  /**
   * Whether the disk, the share of it that somebody may use, or what a file may grow to is full: as
   * Linux, macOS, Windows and SQLite put it.
   */
  public static boolean isFullDisk(Throwable failure) {
    return anySays(
        failure,
        "No space left on device",
        "quota exceeded",
        "not enough space on the disk",
        "database or disk is full",
        "File too large");
  }

  /** Whether the message of this, or of what led to it, has one of these in it. */
  public static boolean anySays(Throwable failure, String... words) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (says(e, words)) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(Throwable failure, String... words) {
    String message = String.valueOf(failure.getMessage());
    for (String each : words) {
      if (message.contains(each)) {
        return true;
      }
    }
    return false;
  }
}
