package org.llmrec.bench.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;

/**
 * Measures all arms, prints a table, and writes the results; see {@link Settings} for the command
 * line. Exit code 1 with {@code --check} when a goal is missed or could not be judged.
 */
public final class Main {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private final Settings settings;

  private Main(Settings settings) {
    this.settings = settings;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(arguments);
    Main main = new Main(settings);
    Report report =
        settings.render().isPresent()
            ? Json.read(settings.render().get(), Report.class)
            : main.measure();
    System.out.println();
    System.out.print(Tables.of(report));
    if (settings.docs().isPresent()) {
      Tables.update(settings.docs().get(), report);
    }
    boolean met = report.goals().stream().allMatch(Report.Goal::met);
    if (settings.check() && !met) {
      System.exit(1);
    }
  }

  private Report measure() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("llmrec-encoder");
    try {
      Runner runner = Runner.in(folder, settings);
      Report report =
          new Summary(runner.texts(), rounds(runner))
              .report(LocalDate.now(ZoneOffset.UTC).toString(), machine(), settings.rounds());
      Path out = settings.out().toAbsolutePath();
      Files.createDirectories(out.getParent());
      Json.write(out.resolveSibling(out.getFileName() + ".json"), report);
      AtomicFiles.writeString(out.resolveSibling(out.getFileName() + ".md"), Tables.of(report));
      return report;
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }

  /** Every arm once a round; a round begins where the one before it had come to a third or so. */
  private Map<Arm, List<Runner.Outcome>> rounds(Runner runner)
      throws IOException, InterruptedException {
    List<Arm> added = new ArrayList<>();
    settings
        .ours()
        .forEach(
            (name, path) -> added.add(new Arm(name, "ours", Arm.Kind.OURS_FUSED, path.toString())));
    List<Arm> arms = Arm.all(added, Runtime.getRuntime().availableProcessors());
    arms.removeIf(arm -> !settings.wants(arm));
    Map<Arm, List<Runner.Outcome>> outcomes = new LinkedHashMap<>();
    arms.forEach(arm -> outcomes.put(arm, new ArrayList<>()));
    for (int round = 0; round < settings.rounds(); round++) {
      List<Arm> order = new ArrayList<>(arms);
      Collections.rotate(order, -round * arms.size() / settings.rounds());
      for (Arm arm : order) {
        Runner.Outcome outcome = runner.run(arm);
        outcomes.get(arm).add(outcome);
        say(round, arm, outcome, runner.texts().texts().size());
      }
    }
    return outcomes;
  }

  private void say(int round, Arm arm, Runner.Outcome outcome, int texts) {
    String found;
    if (outcome.absent() != null) {
      found = "absent: " + outcome.absent();
    } else if (arm.kind().peak()) {
      found =
          String.format(
              Locale.ROOT,
              "%.1f GFLOP/s per processor",
              Collections.max(outcome.measured().gflops().values()));
    } else {
      found =
          String.format(
              Locale.ROOT,
              "%.1f texts per CPU-second, %.1f s",
              texts / outcome.measured().cpuSeconds(),
              outcome.measured().seconds());
    }
    System.out.printf(Locale.ROOT, "round %d, %s: %s%n", round + 1, arm.name(), found);
  }

  private static Map<String, String> machine() throws IOException {
    Map<String, String> machine = new TreeMap<>();
    String processor = System.getProperty("os.arch");
    if (Files.isReadable(CPUS)) {
      try (var lines = Files.lines(CPUS)) {
        processor =
            lines
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(processor);
      }
    }
    machine.put("processor", processor);
    machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("system", System.getProperty("os.name"));
    machine.put("JDK", System.getProperty("java.vm.version"));
    return machine;
  }
}
