package org.llmrec.bench.ranker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.rank.mlp.Kernels;

/**
 * Measures all of it, prints the tables and writes the results; see {@link Settings}. Takes about
 * five minutes on two cores that do nothing else; where they do, the ratios are not to be trusted.
 */
public final class Main {
  private Main() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(arguments);
    if (!Kernels.vectorised()) {
      throw new IllegalStateException(
          "expected a Java with its vector module, found "
              + Kernels.name()
              + "; start with --add-modules jdk.incubator.vector");
    }
    double before = load();
    List<Report.Row> rows = Rounds.run(settings);
    double after = load();
    List<Report.Accuracy> accuracy = Accuracies.measure();
    double peak =
        PeakBenchmark.flops(PeakBenchmark.lanes())
            / Goals.row(rows, "Peak.multiplyAdd").micros()
            / 1e3;
    double reached =
        Work.CANDIDATES
            * Work.splitFlops()
            / Goals.row(rows, "Mlp.floats candidates=1000").micros()
            / 1e3;
    Report report =
        new Report(
            LocalDate.now(ZoneOffset.UTC).toString(),
            machine(),
            List.of(before, after),
            Kernels.name(),
            peak,
            reached,
            rows,
            accuracy,
            Goals.of(rows, accuracy, Allocations.most()));
    Path out = settings.out().toAbsolutePath();
    Files.createDirectories(out.getParent());
    Json.write(out.resolveSibling(out.getFileName() + ".json"), report);
    AtomicFiles.writeString(out.resolveSibling(out.getFileName() + ".md"), Table.of(report));
    System.out.print(Table.of(report));
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String machine() throws IOException {
    String model = System.getProperty("os.arch");
    Path cpus = Path.of("/proc/cpuinfo");
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
}
