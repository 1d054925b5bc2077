package org.llmrec.rank;

/**
 * How a file of the bundle was when it was written.
 *
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 */
public record FileStamp(long size, String sha256) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if they cannot describe a file
   */
  public FileStamp {
    if (size < 0 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a size and a SHA-256: " + size + ", " + sha256);
    }
  }
}
