package org.llmrec.core.error;

import java.nio.file.Path;

/** A file is not what it was when it was written: cut, damaged, foreign or from another version. */
public final class CorruptFileException extends LlmrecException {
  private final transient Path file;

  /**
   * Composes the sentence.
   *
   * @param code which error it is, which depends on what the file was for
   * @param file the damaged file
   * @param expected what a whole file would have
   * @param found what this one has
   * @param advice what to do about it
   */
  public CorruptFileException(
      ErrorCode code, Path file, String expected, String found, String advice) {
    super(code, file + ": expected " + expected + ", found " + found + "; " + advice);
    this.file = file;
  }

  /** The damaged file. */
  public Path file() {
    return file;
  }
}
