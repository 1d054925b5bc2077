package org.llmrec.core.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.llmrec.core.error.Causes;

/**
 * A disk, a quota or a limit on the size of files that leaves no room for what has to be written.
 */
public final class FullDisk {
  private static final String LIMIT = "File too large";

  private FullDisk() {}

  /**
   * Where it is full and how much is left there.
   *
   * @param failure for which {@link Causes#isFullDisk} holds
   * @param place what was written, or a folder above it
   */
  public static String sentence(Throwable failure, Path place) {
    Path absolute = place.toAbsolutePath();
    return Causes.anySays(failure, LIMIT)
        ? "a file at " + absolute + " may not grow as far as it has to (see ulimit -f)"
        : "the disk of " + absolute + " is full (" + left(absolute) + ")";
  }

  private static String left(Path place) {
    Path there = place;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there == null
          ? "how much is left cannot be read"
          : String.format(
              Locale.ROOT, "%.1f MB left there", Files.getFileStore(there).getUsableSpace() / 1e6);
    } catch (IOException e) {
      return "how much is left cannot be read";
    }
  }
}
