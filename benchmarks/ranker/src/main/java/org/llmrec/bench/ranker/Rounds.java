package org.llmrec.bench.ranker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks by JMH, each round in fresh processes, and gathers the measurements. */
final class Rounds {
  private static final String PLAIN = "Tower|Mlp";
  private static final String VECTOR = "Tower|Mlp|Peer|Peak";

  private final Settings settings;
  private final Map<Key, List<Double>> micros = new LinkedHashMap<>();
  private final Map<Key, List<Double>> bytes = new LinkedHashMap<>();

  private record Key(String name, boolean vectorModule) {}

  private Rounds(Settings settings) {
    this.settings = settings;
  }

  static List<Report.Row> run(Settings settings) throws RunnerException {
    Rounds rounds = new Rounds(settings);
    for (int round = 0; round < settings.rounds(); round++) {
      rounds.run(true);
      rounds.run(false);
    }
    return rounds.rows();
  }

  private void run(boolean vectorModule) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("org.llmrec.bench.ranker.(" + (vectorModule ? VECTOR : PLAIN) + ")Benchmark")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(4)
            .measurementTime(TimeValue.milliseconds(settings.milliseconds()))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    List<String> java = new ArrayList<>(List.of("-Xms2g", "-Xmx2g"));
    java.add("--enable-native-access=ALL-UNNAMED");
    if (vectorModule) {
      java.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    Collection<RunResult> results =
        new Runner(options.jvmArgs(java.toArray(String[]::new)).build()).run();
    for (RunResult result : results) {
      Key key = new Key(name(result), vectorModule);
      for (IterationResult iteration : result.getAggregatedResult().getIterationResults()) {
        micros
            .computeIfAbsent(key, k -> new ArrayList<>())
            .add(iteration.getPrimaryResult().getScore());
      }
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      bytes.computeIfAbsent(key, k -> new ArrayList<>()).add(allocated.getScore());
    }
  }

  private static String name(RunResult result) {
    String path = result.getParams().getBenchmark();
    StringBuilder name =
        new StringBuilder(path.substring(path.lastIndexOf('.', path.lastIndexOf('.') - 1) + 1));
    for (String parameter : result.getParams().getParamsKeys()) {
      name.append(' ').append(parameter).append('=').append(result.getParams().getParam(parameter));
    }
    return name.toString().replace("Benchmark", "");
  }

  private List<Report.Row> rows() {
    List<Report.Row> rows = new ArrayList<>();
    micros.forEach(
        (key, values) -> {
          DoubleSummaryStatistics range =
              values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
          rows.add(
              new Report.Row(
                  key.name(),
                  key.vectorModule(),
                  median(values),
                  range.getMin(),
                  range.getMax(),
                  median(bytes.get(key))));
        });
    return rows;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
