package org.llmrec.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.io.Verify;

/** The files of a bundle by name, as its manifest lists them. */
public final class FileStamps {
  private FileStamps() {}

  /**
   * Of files that are there.
   *
   * @throws IOException if one cannot be read
   */
  public static Map<String, FileStamp> of(Path folder, Collection<String> names)
      throws IOException {
    Map<String, FileStamp> stamps = new TreeMap<>();
    for (String name : names) {
      Path file = folder.resolve(name);
      stamps.put(name, new FileStamp(Files.size(file), Hashes.sha256(file)));
    }
    return stamps;
  }

  /**
   * A sorted copy, if every name is plain: a manifest must not lead the reader out of its folder.
   *
   * @throws IllegalArgumentException if one is not
   */
  public static Map<String, FileStamp> plain(Map<String, FileStamp> stamps) {
    stamps.forEach(FileStamps::requirePlain);
    return Collections.unmodifiableMap(new TreeMap<>(stamps));
  }

  private static void requirePlain(String name, FileStamp stamp) {
    Objects.requireNonNull(stamp, name);
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*") || name.contains("..")) {
      throw new IllegalArgumentException(
          "a file of the bundle must have a plain name inside its folder, found \"" + name + "\"");
    }
  }

  /**
   * Compares every file with its stamp.
   *
   * @throws CorruptFileException if one is missing, of another size or, when asked for, of other
   *     bytes
   * @throws IOException if one cannot be read
   */
  public static void verify(Path folder, Map<String, FileStamp> stamps, Verify verify)
      throws IOException {
    verify(folder, stamps, verify, BundleFiles.ADVICE);
  }

  /**
   * The same with another advice.
   *
   * @param advice what to do about a file that is not as its stamp says
   */
  public static void verify(
      Path folder, Map<String, FileStamp> stamps, Verify verify, String advice) throws IOException {
    for (Map.Entry<String, FileStamp> entry : stamps.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      FileStamp expected = entry.getValue();
      if (!Files.isRegularFile(file)) {
        throw new CorruptFileException(
            FileCode.BUNDLE_DAMAGED,
            file,
            "a file of " + expected.size() + " bytes",
            "none",
            advice);
      }
      long size = Files.size(file);
      if (size != expected.size()) {
        throw new CorruptFileException(
            FileCode.BUNDLE_DAMAGED, file, expected.size() + " bytes", size + " bytes", advice);
      }
      if (verify == Verify.FULL) {
        String sha256 = Hashes.sha256(file);
        if (!sha256.equals(expected.sha256())) {
          throw new CorruptFileException(
              FileCode.BUNDLE_DAMAGED, file, "SHA-256 " + expected.sha256(), sha256, advice);
        }
      }
    }
  }
}
