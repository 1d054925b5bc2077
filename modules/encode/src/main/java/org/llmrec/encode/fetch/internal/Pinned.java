package org.llmrec.encode.fetch.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.encode.EncoderManifest.ModelFile;

/**
 * A download that ends with the bytes we pinned or with none.
 *
 * @param download gets them
 */
public record Pinned(Download download) {

  /**
   * Gets one file and compares it. A wrong one is deleted; if it was put together from parts of
   * several attempts, the server may have changed it in between, and it is got once more.
   *
   * @param address where it lies
   * @param part where it grows, and stays when it is whole
   * @param expected what it must be
   * @throws CorruptFileException if the server has other bytes
   * @throws IOException if the file system refuses
   */
  public void get(URI address, Path part, ModelFile expected) throws IOException {
    if (matches(part, expected)) {
      return;
    }
    boolean resumed = download.get(address, part, expected.size(), true);
    if (resumed && !matches(part, expected)) {
      new Part(part).discard();
      download.get(address, part, expected.size(), true);
    }
    if (!matches(part, expected)) {
      long size = new Part(part).size();
      String found = size == expected.size() ? "SHA-256 " + Hashes.sha256(part) : size + " bytes";
      new Part(part).discard();
      throw new CorruptFileException(
          EncoderCode.DOWNLOAD_MISMATCH,
          part,
          expected.size() + " bytes with SHA-256 " + expected.sha256(),
          found + " from " + Addresses.shown(address),
          "it was deleted; ask whoever keeps that address, or take another");
    }
  }

  private static boolean matches(Path part, ModelFile expected) throws IOException {
    return new Part(part).size() == expected.size()
        && Hashes.sha256(part).equals(expected.sha256());
  }
}
