package org.llmrec.bench.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.data.simulate.world.WorldFiles;
import org.llmrec.data.simulate.world.WorldOptions;
import org.llmrec.encode.TinyModel;

/** Runs the road over one catalogue after the other. */
public final class Main {
  private static final List<String> STAGES =
      List.of("import", "answers", "encode", "train", "rank", "index", "build");
  private static final long SEED = 7;

  private final Settings settings;
  private final Path log;

  private Main(Settings settings) {
    this.settings = settings;
    this.log = settings.out().resolve("log.txt");
  }

  /** See {@code run}. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.of(arguments);
    Files.createDirectories(settings.out());
    Files.deleteIfExists(settings.out().resolve("log.txt"));
    new Main(settings).run();
  }

  private void run() throws IOException, InterruptedException {
    List<Report.Size> sizes = new ArrayList<>();
    if (!settings.with().isEmpty()) {
      sizes.addAll(Json.read(Path.of(settings.with()), Report.class).sizes());
    }
    for (int items : settings.sizes()) {
      sizes.add(size(items));
      sizes.sort(Comparator.comparingLong(Report.Size::items));
      Report report =
          new Report(
              LocalDate.now().toString(),
              Machine.text(),
              settings.heap(),
              settings.epochs(),
              List.copyOf(sizes),
              growth(sizes));
      Files.createDirectories(settings.report().getParent());
      Json.write(named(".json"), report);
      AtomicFiles.writeString(named(".md"), Table.of(report));
      System.out.println(Table.of(report));
    }
  }

  private Path named(String ending) {
    return settings.report().resolveSibling(settings.report().getFileName() + ending);
  }

  private Report.Size size(int items) throws IOException, InterruptedException {
    Path folder = settings.out().resolve("items-" + items);
    AtomicFiles.deleteTree(folder);
    Files.createDirectories(folder);
    WorldFiles.Written written =
        WorldFiles.write(
            folder,
            WorldOptions.of(items, (long) items * settings.perItem(), SEED),
            Progress.silent());
    long input = bytes(folder);
    Path model = TinyModel.in(folder.resolve("encoder"), SEED);
    Path workspace = folder.resolve("ws");
    llmrec(
        "init",
        workspace.toString(),
        "--catalogue",
        folder.resolve(WorldFiles.ITEMS).toString(),
        "--interactions",
        folder.resolve(WorldFiles.INTERACTIONS).toString(),
        "--answers",
        folder.resolve(WorldFiles.ANSWERS).toString());
    configure(workspace.resolve("llmrec.yaml"), model);
    List<Report.Stage> stages = new ArrayList<>();
    for (String stage : STAGES) {
      long before = bytes(workspace);
      Child child = llmrec(stage, "-w", workspace.toString());
      stages.add(
          new Report.Stage(
              stage,
              child.seconds(),
              child.peakMib(),
              child.ownMib(),
              bytes(workspace) - before));
      System.out.printf(
          Locale.ROOT,
          "%,d items: %s %.1f s, %.0f MiB%n",
          items,
          stage,
          child.seconds(),
          child.peakMib());
    }
    Report.Asked asked = ask(workspace, folder, written.people());
    Report.Day day = day(workspace, folder);
    AtomicFiles.deleteTree(folder);
    return new Report.Size(
        written.items(), written.people(), written.interactions(), input, stages, asked, day);
  }

  private Report.Day day(Path workspace, Path folder) throws IOException, InterruptedException {
    long[] came = Day.come(folder);
    Instant then = Instant.now();
    Child child = llmrec("build", "--refresh", "-w", workspace.toString());
    return new Report.Day(
        came[0], came[1], child.seconds(), child.peakMib(), Day.since(workspace, then));
  }

  /** The passes are fixed, since how many are best is chance; the rest is as {@code init} has it. */
  private void configure(Path yaml, Path model) throws IOException {
    String text = Files.readString(yaml);
    String encoder = "  model: all-minilm-l6-v2";
    if (!text.contains(encoder)) {
      throw new IOException(yaml + ": expected '" + encoder + "', found none");
    }
    AtomicFiles.writeString(
        yaml,
        text.replace(encoder, "  folder: " + Json.line(model.toString()) + "\n  #")
            .replace("train:\n", "train:\n  max-epochs: " + settings.epochs() + "\n"));
  }

  private Report.Asked ask(Path workspace, Path folder, long people)
      throws IOException, InterruptedException {
    Path answer = folder.resolve("asked.json");
    Child child =
        Child.run(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + settings.heap(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                Ask.class.getName(),
                workspace.toString(),
                folder.resolve(WorldFiles.ITEMS).toString(),
                Long.toString(people),
                answer.toString()),
            Map.of("CLASSPATH", System.getProperty("java.class.path")),
            log);
    Report.Asked asked = Json.read(answer, Report.Asked.class);
    return new Report.Asked(
        asked.openSeconds(),
        asked.recommendMicros(),
        asked.historyMicros(),
        asked.searchMicros(),
        child.peakMib());
  }

  private Child llmrec(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(settings.llmrec().toString()));
    command.addAll(List.of(arguments));
    return Child.run(command, Map.of("LLMREC_JAVA_OPTS", "-Xmx" + settings.heap()), log);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static Map<String, Double> growth(List<Report.Size> sizes) {
    Map<String, Double> growth = new LinkedHashMap<>();
    if (sizes.size() < 2) {
      return growth;
    }
    double[] items = sizes.stream().mapToDouble(Report.Size::items).toArray();
    for (int i = 0; i < STAGES.size(); i++) {
      int stage = i;
      growth.put(
          STAGES.get(i),
          Machine.exponent(
              items, sizes.stream().mapToDouble(z -> z.stages().get(stage).seconds()).toArray()));
    }
    return growth;
  }
}
