package org.llmrec.core.error;

/** Java, memory, disk and native libraries. */
public enum MachineCode implements ErrorCode {
  /** A native library cannot be loaded. */
  NATIVE_MISSING(
      1,
      "A native library cannot be loaded",
      "A library in machine code for this system is absent, of another version, or "
          + "cannot be unpacked.",
      "Install what the sentence names (libgomp.so.1 is in the package libgomp1), and "
          + "give Java a writable temporary folder. llmrec doctor tries each."),
  /** A jar is not on the class path. */
  CLASS_PATH(
      2,
      "A jar is not on the class path",
      "A library that this needs was left out, is of another version, or lies within "
          + "another jar.",
      "Add the artifact that the sentence names, as a plain jar."),
  /** A native library failed. */
  NATIVE_FAILED(
      1,
      "A native library failed",
      "A library in machine code was loaded and then refused a call. Its own message "
          + "is in the sentence.",
      "Look at settings that are out of the ordinary and at the memory that is left. "
          + "If neither is it, please report it with the output of llmrec doctor."),
  /** Java's memory is full. */
  HEAP_FULL(
      1,
      "Java's memory is full",
      "The heap was too small for what was asked.",
      "Give more: LLMREC_JAVA_OPTS=-Xmx8g for the launcher. In a container the limit "
          + "of the container counts."),
  /** Memory outside Java's heap is full. */
  MEMORY_FULL(
      1,
      "Memory outside Java's heap is full",
      "The system gave no memory for native numbers or mapped files.",
      "Rank fewer items, lower -Xmx, or use a machine with more memory."),
  /** The disk is full. */
  DISK_FULL(
      1,
      "The disk is full",
      "There is no space left in the workspace, the cache or the temporary folder. "
          + "What was published before still serves.",
      "Free some space and run the command again; it goes on where it can. llmrec "
          + "doctor shows what is left."),
  /** No permission for a file or folder. */
  NO_PERMISSION(
      1,
      "No permission for a file or folder",
      "The system refused to read or write it: its owner, its mode, or a file system "
          + "mounted read-only.",
      "Look at it with ls -l, and run as the user that owns it."),
  /** Reading or writing failed. */
  IO_FAILED(
      1,
      "Reading or writing failed",
      "The system reported an error that is none of the usual ones. Its words are in "
          + "the sentence.",
      "Look at the disk, the network share or the file that is named, and try again."),
  /** Stopped before it was done. */
  INTERRUPTED(
      1,
      "Stopped before it was done",
      "The thread or the process was asked to stop. Whatever is published is whole.",
      "Start the same command again; it goes on where it can."),
  /** No Python that can tune a model. */
  PYTHON_UNSUITABLE(
      2,
      "No Python that can tune a model",
      "llmrec tune runs a script in Python, and none was found, or one that lacks packages.",
      "Install what the sentence lists, or name another Python with --python."),
  /** Something that should not have happened. */
  UNEXPECTED(
      1,
      "Something that should not have happened",
      "An error in the program rather than in what you gave it.",
      "Run it again with --debug and report the stack trace with the output of llmrec "
          + "doctor.");

  private final ErrorPage page;

  MachineCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "The machine";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
