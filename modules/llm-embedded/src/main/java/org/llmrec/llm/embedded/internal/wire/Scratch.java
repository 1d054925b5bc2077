package org.llmrec.llm.embedded.internal.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder for the native libraries of one engine's process, which nobody else may read. Loaded,
 * they are needed no longer: the engine deletes it then, so that nothing is left behind whoever is
 * killed when; where the system keeps files that are loaded (Windows), the caller deletes it when
 * the engine has ended.
 */
public record Scratch(Path folder) {
  private static final String PREFIX = "llmrec-llama-";

  /** Checks that it is such a folder: it will be deleted with all that is in it. */
  public Scratch {
    if (!isOne(folder)) {
      throw new IllegalArgumentException("expected a folder " + PREFIX + "*, found " + folder);
    }
  }

  private static boolean isOne(Path folder) {
    return String.valueOf(folder.getFileName()).startsWith(PREFIX);
  }

  /** An engine's process has its own as temp folder. */
  public static Optional<Scratch> ofThisProcess() {
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    return isOne(temp) ? Optional.of(new Scratch(temp)) : Optional.empty();
  }

  /** A new one in the system's temp folder. */
  public static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory(PREFIX));
  }

  /**
   * Deletes it, as far as the system allows.
   *
   * @return whether it is gone
   */
  public boolean delete() {
    try {
      if (Files.exists(folder)) {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
          files = found.toList();
        }
        for (Path file : files.reversed()) {
          Files.deleteIfExists(file);
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
