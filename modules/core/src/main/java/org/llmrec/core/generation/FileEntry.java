package org.llmrec.core.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.io.Verify;

/**
 * One file of a stage's output.
 *
 * @param path relative to the workspace, with {@code /} between the names; never absolute, never
 *     with {@code ..}
 * @param size in bytes
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 */
public record FileEntry(String path, long size, String sha256) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if the path could leave the workspace, the size is negative or
   *     the hash is none
   */
  public FileEntry {
    RelativePaths.check(path);
    Objects.requireNonNull(sha256, "sha256");
    if (size < 0) {
      throw new IllegalArgumentException("the size of " + path + " is negative: " + size);
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a SHA-256 of " + path + ": " + sha256);
    }
  }

  /** Describes a file that lies in the workspace; reads all of it. */
  public static FileEntry of(Path workspace, Path file) throws IOException {
    return new FileEntry(
        RelativePaths.relative(workspace, file), Files.size(file), Hashes.sha256(file));
  }

  /**
   * Checks that the file is there, is a plain file and has its size; reads none of it.
   *
   * @throws CorruptFileException if not
   */
  public void checkSize(Path workspace) throws IOException {
    Path file = RelativePaths.resolve(workspace, path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          file,
          "a file of " + size + " bytes",
          Files.exists(file) ? "no plain file" : "none",
          FIX);
    }
    long found = Files.size(file);
    if (found != size) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED, file, size + " bytes", found + " bytes", FIX);
    }
  }

  /**
   * Checks size and hash; reads all of the file.
   *
   * @throws CorruptFileException if they differ
   */
  public void verify(Path workspace) throws IOException {
    checkSize(workspace);
    Path file = RelativePaths.resolve(workspace, path);
    String found = Hashes.sha256(file);
    if (!found.equals(sha256)) {
      throw new CorruptFileException(FileCode.BUILD_DAMAGED, file, "SHA-256 " + sha256, found, FIX);
    }
  }

  /**
   * Checks the size, and the hash if asked for.
   *
   * @throws CorruptFileException if they differ
   */
  public void check(Path workspace, Verify verify) throws IOException {
    if (verify == Verify.FULL) {
      verify(workspace);
    } else {
      checkSize(workspace);
    }
  }

  private static final String FIX = "run `llmrec build --verify` to build it again";
}
