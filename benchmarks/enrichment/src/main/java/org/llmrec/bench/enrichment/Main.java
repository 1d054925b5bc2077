package org.llmrec.bench.enrichment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.json.Json;

/**
 * Arguments: {@code speed}, {@code heap}, {@code neighbours} or {@code all}; then, each with its
 * default, {@code questions=20000 warm=3000 rounds=3 items=10000,100000,1000000
 * graphs=1000000x4000x6000,4000000x10000x30000 folder=target out=target/results.json}, a graph as
 * interactions, items and users.
 */
public final class Main {
  private final Map<String, String> settings = new LinkedHashMap<>();

  private Main(String[] arguments) {
    settings.put("questions", "20000");
    settings.put("warm", "3000");
    settings.put("rounds", "3");
    settings.put("items", "10000,100000,1000000");
    settings.put("graphs", "1000000x4000x6000,4000000x10000x30000");
    settings.put("folder", "target");
    settings.put("out", "target/results.json");
    for (int i = 1; i < arguments.length; i++) {
      String[] parts = arguments[i].split("=", 2);
      if (parts.length < 2 || settings.replace(parts[0], parts[1]) == null) {
        throw new IllegalArgumentException("expected one of " + settings + ": " + arguments[i]);
      }
    }
  }

  /** Runs it, prints a table and writes the numbers as JSON. */
  public static void main(String[] arguments) throws Exception {
    String what = arguments.length == 0 ? "all" : arguments[0];
    Main main = new Main(arguments);
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("java", System.getProperty("java.vm.version"));
    results.put("processors", Runtime.getRuntime().availableProcessors());
    results.put("settings", main.settings);
    Path folder = Files.createTempDirectory(Path.of(main.settings.get("folder")), "bench");
    try {
      if (what.equals("speed") || what.equals("all")) {
        results.put("speed", main.speed(folder));
      }
      if (what.equals("heap") || what.equals("all")) {
        results.put("heap", main.heap(folder));
      }
      if (what.equals("neighbours") || what.equals("all")) {
        results.put("neighbours", main.neighbours());
      }
    } finally {
      delete(folder);
    }
    Json.write(Path.of(main.settings.get("out")), results);
  }

  private int number(String key) {
    return Integer.parseInt(settings.get(key));
  }

  private List<Speed.Row> speed(Path folder) throws Exception {
    int questions = number("questions");
    print(
        "%d calls at once, %d ms each, %,d questions: ideal %.1f s, %.0f/s%n%n",
        Speed.CONCURRENCY,
        Speed.LATENCY_MILLIS,
        questions,
        Speed.ideal(questions),
        questions / Speed.ideal(questions));
    print("%-32s %8s %10s %9s %8s %8s%n",
        "",
        "seconds",
        "answers/s",
        "of ideal",
        "CPU ms",
        "durable");
    List<Speed.Row> rows = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(Speed.LATENCY_MILLIS)) {
      row(Speed.ours(server, folder, number("warm")), "cold: ");
      Peer.run(server, folder, number("warm"));
      for (int round = 0; round < number("rounds"); round++) {
        rows.add(row(Speed.ours(server, folder, questions), ""));
        rows.add(row(Peer.run(server, folder, questions), ""));
      }
    }
    return rows;
  }

  private static Speed.Row row(Speed.Row row, String prefix) {
    print(
        "%-32s %8.2f %10.0f %8.1f%% %8.2f %8s%n",
        prefix + row.what(),
        row.seconds(),
        row.questions() / row.seconds(),
        100 * row.share(),
        row.cpuMillis(),
        row.durable() ? "yes" : "no");
    return row;
  }

  private List<Heap.Row> heap(Path folder) throws IOException, InterruptedException {
    print(
        "%n-Xmx%dm, a model that answers at once, %d at once%n%n", Heap.MIB, Speed.CONCURRENCY);
    print(
        "%12s %14s %12s %16s %12s%n",
        "items", "live heap MiB", "µs per item", "process max MiB", "store MiB");
    List<Heap.Row> rows = new ArrayList<>();
    for (String items : settings.get("items").split(",")) {
      Heap.Row row = Heap.measure(folder, Integer.parseInt(items.strip()));
      print(
          "%,12d %14.1f %12.0f %16.0f %12.1f%n",
          row.items(), row.liveMib(), row.microsPerItem(), row.residentMib(), row.storeMib());
      rows.add(row);
    }
    return rows;
  }

  private List<Neighbours.Row> neighbours() throws IOException, InterruptedException {
    print("%nneighbours of every item, 1 thread, 3 each%n%n");
    print(
        "%12s %8s %8s %12s %10s %6s %12s%n",
        "interactions", "items", "users", "ms per item", "exact ms", "same", "worst missed");
    List<Neighbours.Row> rows = new ArrayList<>();
    for (String graph : settings.get("graphs").split(",")) {
      int[] sizes = Stream.of(graph.split("x")).mapToInt(Integer::parseInt).toArray();
      Neighbours.Row row = Neighbours.measure(sizes[0], sizes[1], sizes[2]);
      print(
          "%,12d %,8d %,8d %12.2f %10.0f %3d/%-2d %11.2f%%%n",
          row.rows(),
          row.items(),
          row.users(),
          row.boundedMillis(),
          row.exactMillis(),
          row.same(),
          row.compared(),
          100 * row.worst());
      rows.add(row);
    }
    return rows;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
