package org.llmrec.bench.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Where it ran, and the line through what it took. */
final class Machine {
  private Machine() {}

  static String text() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    String model = System.getProperty("os.arch");
    if (Files.isReadable(cpus)) {
      model =
          Files.readAllLines(cpus).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(model);
    }
    return String.format(
        Locale.ROOT,
        "%s, %d cores, Java %s",
        model,
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().feature());
  }

  /** The slope of the least-squares line through the logarithms. */
  static double exponent(double[] xs, double[] ys) {
    double meanX = Arrays.stream(xs).map(Math::log).average().orElseThrow();
    double meanY = Arrays.stream(ys).map(Math::log).average().orElseThrow();
    double both = 0;
    double squares = 0;
    for (int i = 0; i < xs.length; i++) {
      double x = Math.log(xs[i]) - meanX;
      both += x * (Math.log(ys[i]) - meanY);
      squares += x * x;
    }
    return both / squares;
  }
}
