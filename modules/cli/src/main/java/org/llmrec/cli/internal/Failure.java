package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.ErrorCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;

/**
 * What became of a command that threw: one line for a person, and a code.
 *
 * @param code which error it is
 * @param sentence what happened, without line ends
 */
public record Failure(ErrorCode code, String sentence) {

  /** Whatever was thrown, by us, by Java or by a library. */
  public static Failure of(Throwable thrown) {
    Throwable failure = Causes.unwrapped(thrown);
    ErrorCode code = Causes.code(failure);
    return new Failure(code, sentence(code, failure).replaceAll("\\R", " ").strip());
  }

  private static String sentence(ErrorCode code, Throwable failure) {
    if (code == MachineCode.DISK_FULL && !(failure instanceof LlmrecException)) {
      return "the disk is full: " + said(failure);
    }
    return switch (failure) {
      case LlmrecException e -> said(e);
      case NoSuchFileException e -> "there is no file " + e.getFile();
      case AccessDeniedException e -> "no permission for " + e.getFile();
      case DirectoryNotEmptyException e -> "the folder " + e.getFile() + " is not empty";
      case FileAlreadyExistsException e -> e.getFile() + " is there already";
      case IOException e -> said(e);
      case OutOfMemoryError e -> memory(code, e);
      case UnsatisfiedLinkError e -> "a native library cannot be loaded: " + said(e);
      case NoClassDefFoundError e -> "a class is not on the class path: " + said(e);
      default -> failure.getClass().getSimpleName() + ": " + said(failure);
    };
  }

  private static String memory(ErrorCode code, OutOfMemoryError failure) {
    String heap = Durations.size(Runtime.getRuntime().maxMemory());
    return code == MachineCode.HEAP_FULL
        ? "Java's heap of " + heap + " is full (" + said(failure) + ")"
        : "there is no more memory beside Java's heap of " + heap + " (" + said(failure) + ")";
  }

  private static String said(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
