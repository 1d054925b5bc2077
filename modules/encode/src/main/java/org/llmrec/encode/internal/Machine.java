package org.llmrec.encode.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The machine that this process runs on, as far as a plan depends on it. */
public final class Machine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The processor's name; where the system does not tell, that of its architecture. */
  static String processor() {
    Optional<String> name = Optional.empty();
    if (Files.isReadable(CPUS)) {
      try (Stream<String> lines = Files.lines(CPUS)) {
        name =
            lines
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
      } catch (IOException e) {
        // The name only tells one machine of a shared home folder from another.
      }
    }
    return name.orElseGet(
        () ->
            Objects.requireNonNullElse(
                System.getenv("PROCESSOR_IDENTIFIER"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch")));
  }

  /**
   * Where this program keeps what it can make again: {@code LLMREC_CACHE}, else the folder of
   * {@link UserCache}.
   */
  public static Path cacheFolder(UnaryOperator<String> environment) {
    String own = environment.apply("LLMREC_CACHE");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    return UserCache.folder(environment, System.getProperty("user.home"));
  }
}
