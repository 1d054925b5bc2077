package org.llmrec.encode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.llmrec.core.json.Json;
import org.llmrec.encode.internal.NativeHandles;

/**
 * A process of its own with a small heap, so that what it holds is what the encoder holds. It
 * writes what it measured.
 */
final class StreamingChild {
  private StreamingChild() {}

  /**
   * One look at the process.
   *
   * @param heap live bytes after a collection
   * @param resident bytes; 0 where the system does not tell
   * @param handles native objects that are open
   */
  record Sample(long heap, long resident, long handles) {
    static Sample take() throws IOException {
      System.gc();
      System.gc();
      return new Sample(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          residentBytes(),
          NativeHandles.open());
    }

    private static long residentBytes() throws IOException {
      Path status = Path.of("/proc/self/status");
      if (!Files.isReadable(status)) {
        return 0;
      }
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    }
  }

  /** All looks, in their order. */
  record Samples(List<Sample> samples) {}

  /** Runs one of the two works and returns what was measured. */
  static List<Sample> run(Path folder, String work, int times) throws Exception {
    Path out = folder.resolve("samples.json");
    Path log = folder.resolve("log");
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                // The heap is resident from the start: what grows is native.
                "-Xms96m",
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                StreamingChild.class.getName(),
                TinyModel.in(folder.resolve("model"), 9).toString(),
                work,
                Integer.toString(times),
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = child.waitFor();
    if (code != 0) {
      throw new AssertionError("exit " + code + ": " + Files.readString(log));
    }
    return Json.read(out, Samples.class).samples();
  }

  /** With the model's folder, the work, how often, and where to write to. */
  public static void main(String[] arguments) throws IOException {
    Path model = Path.of(arguments[0]);
    int times = Integer.parseInt(arguments[2]);
    List<Sample> samples =
        arguments[1].equals("stream") ? stream(model, times) : reopen(model, times);
    Json.write(Path.of(arguments[3]), new Samples(samples));
  }

  /** So many distinct texts; a look after each tenth of them. */
  private static List<Sample> stream(Path model, int texts) throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (TextEncoder encoder = OnnxTextEncoder.open(model, new EncoderOptions(2, 1024));
        EncodedStream<String> windows =
            encoder.stream(
                IntStream.range(0, texts).mapToObj(i -> "whale " + i + " of " + i % 97).iterator(),
                Function.identity(),
                Role.PASSAGE,
                units -> {})) {
      int seen = 0;
      while (windows.hasNext()) {
        int before = seen / (texts / 10);
        seen += windows.next().encoded().vectors().length;
        if (seen / (texts / 10) > before) {
          samples.add(Sample.take());
        }
      }
      if (seen != texts) {
        throw new AssertionError("expected " + texts + " texts, found " + seen);
      }
    }
    samples.add(Sample.take());
    return samples;
  }

  /** Opens, encodes and closes so often; a look after each time. */
  private static List<Sample> reopen(Path model, int times) throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "robot " + i).toList();
    for (int i = 0; i < times; i++) {
      try (TextEncoder encoder = OnnxTextEncoder.open(model, new EncoderOptions(2, 1024))) {
        encoder.encode(texts);
      }
      samples.add(Sample.take());
    }
    return samples;
  }
}
