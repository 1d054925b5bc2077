package org.llmrec.bench.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process and what it took.
 *
 * @param seconds from start to end
 * @param peakMib the most memory that was resident, mapped files included
 * @param ownMib the most that was seen of it without mapped files
 */
record Child(double seconds, double peakMib, double ownMib) {
  private static final long LOOK_MILLIS = 100;

  /** Runs to the end; throws if it fails. What it says goes to {@code log}. */
  static Child run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    long began = System.nanoTime();
    Process process = builder.start();
    double peak = 0;
    double own = 0;
    while (process.isAlive()) {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      peak = Math.max(peak, mib(status, "VmHWM:"));
      own = Math.max(own, mib(status, "RssAnon:"));
      Thread.sleep(LOOK_MILLIS);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          String.join(" ", command) + " ended with " + process.exitValue() + "; see " + log);
    }
    return new Child(seconds, peak, own);
  }

  private static double mib(Path status, String key) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
    } catch (IOException e) {
      // It ended between two looks, or this system has no such files.
    }
    return 0;
  }
}
