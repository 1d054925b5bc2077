package org.llmrec.bench.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueIndexer;
import org.llmrec.retrieve.IndexOptions;

/** Measures all sizes, prints a table, and writes the results; see {@link Settings}. */
public final class Main {
  private Main() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(arguments);
    Path folder = Files.createTempDirectory("llmrec-retrieval");
    try {
      Path indexes = settings.indexes().orElse(folder);
      Files.createDirectories(indexes);
      Originals originals = Originals.read(settings.items(), folder);
      Grown grown = new Grown(originals);
      List<Report.Size> sizes = new ArrayList<>();
      for (int size : settings.sizes()) {
        sizes.add(measure(settings, grown, size, indexes));
        System.out.println(Table.of(sizes.getLast(), settings.wanted()));
      }
      Report report =
          new Report(
              LocalDate.now(ZoneOffset.UTC).toString(),
              machine(),
              originals.vectors().size(),
              settings.wanted(),
              settings.threads(),
              sizes,
              growth(sizes, Report.Times::p50),
              growth(sizes, Report.Times::compared));
      Path out = settings.out().toAbsolutePath();
      Files.createDirectories(out.getParent());
      Json.write(out.resolveSibling(out.getFileName() + ".json"), report);
      AtomicFiles.writeString(out.resolveSibling(out.getFileName() + ".md"), Table.of(report));
      System.out.println(Table.of(report));
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }

  /** How long an index took; stands beside it when it is whole. */
  private record Built(double seconds) {}

  private static Report.Size measure(Settings settings, Grown grown, int size, Path indexes)
      throws IOException {
    Path folder = indexes.resolve(Integer.toString(size));
    Path note = indexes.resolve(size + ".json");
    if (!Files.exists(note)) {
      build(settings, grown, size, folder, note);
    }
    double seconds = Json.read(note, Built.class).seconds();
    double megabytes = read(folder) / 1e6;
    try (CatalogueIndex index = CatalogueIndex.open(folder)) {
      Requests requests = new Requests(settings, grown, index);
      if (size == settings.sizes().getFirst()) {
        // Java has to have compiled all of it before the first figure.
        requests.time();
      }
      return new Report.Size(size, seconds, megabytes, requests.time());
    }
  }

  /** Reads an index once, so that it lies in memory if it fits; its bytes. */
  private static long read(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          bytes += in.transferTo(OutputStream.nullOutputStream());
        }
      }
    }
    return bytes;
  }

  private static void build(Settings settings, Grown grown, int size, Path folder, Path note)
      throws IOException {
    AtomicFiles.deleteTree(folder);
    long begun = System.nanoTime();
    CatalogueIndexer.build(
        folder,
        grown.items(size),
        IndexOptions.defaults().threads(settings.threads()),
        Progress.silent());
    Json.write(note, new Built((System.nanoTime() - begun) / 1e9));
  }

  /** By source, where it is above 0 at every size: the exponent of a figure against the size. */
  private static Map<String, Double> growth(
      List<Report.Size> sizes, ToDoubleFunction<Report.Times> figure) {
    Map<String, Double> growth = new LinkedHashMap<>();
    if (sizes.size() < 2) {
      return growth;
    }
    double[] items = sizes.stream().mapToDouble(Report.Size::items).toArray();
    for (int source = 0; source < sizes.getFirst().sources().size(); source++) {
      int s = source;
      double[] figures =
          sizes.stream().mapToDouble(z -> figure.applyAsDouble(z.sources().get(s))).toArray();
      if (Arrays.stream(figures).allMatch(value -> value > 0)) {
        growth.put(sizes.getFirst().sources().get(s).name(), exponent(items, figures));
      }
    }
    return growth;
  }

  /** The slope of the least-squares line through the logarithms. */
  private static double exponent(double[] xs, double[] ys) {
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
