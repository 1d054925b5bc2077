package org.llmrec.llm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Where a real small model and a Python that can serve it are on this machine, if at all. */
public final class SmallModel {
  private SmallModel() {}

  /**
   * The GGUF file of {@code models/smollm2-135m-instruct-q4_1.json}; the test is skipped where it
   * is not.
   */
  public static Path gguf() {
    String named = named("llmrec.gguf", "LLMREC_GGUF", "");
    assumeTrue(
        !named.isEmpty() && Files.isRegularFile(Path.of(named)),
        () ->
            "skipped: found no model "
                + named
                + "; name the file of models/smollm2-135m-instruct-q4_1.json by -Dllmrec.gguf or"
                + " LLMREC_GGUF");
    return Path.of(named).toAbsolutePath();
  }

  /** A Python with xllamacpp; the test is skipped where there is none. */
  public static String python() throws IOException, InterruptedException {
    String python = named("llmrec.python", "LLMREC_PYTHON", "python3");
    assumeTrue(
        runs(python, "-c", "import xllamacpp"),
        () ->
            "skipped: "
                + python
                + " does not run or has no xllamacpp; name one that has by -Dllmrec.python or"
                + " LLMREC_PYTHON");
    return python;
  }

  private static String named(String property, String variable, String fallback) {
    String environment = Objects.requireNonNullElse(System.getenv(variable), fallback);
    return System.getProperty(property, environment);
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
