package org.llmrec.bench.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.Epoch;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TwoTowerTrainer;

/**
 * Seconds per epoch of our trainer beside the same model in Python PyTorch, in turns, in one run.
 *
 * <p>The interactions are real. The text vectors are drawn: their values cost no time. All positives
 * are trained on, so an epoch is its steps and no validation.
 */
public final class Main {
  private static final int WIDTH = 384;

  /** While a process warms up. */
  private static final int LEFT_OUT = 2;

  private record Run(double[] seconds, double[] losses) {
    double median() {
      double[] sorted = Arrays.stream(seconds).skip(LEFT_OUT).sorted().toArray();
      return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
  }

  private Main() {}

  /**
   * Arguments: ratings.csv, a Python with torch, the script, epochs, rounds, threads, and, if wanted,
   * a file for the report.
   */
  public static void main(String[] arguments) throws Exception {
    StringBuilder report = new StringBuilder();
    int epochs = Integer.parseInt(arguments[3]);
    TrainOptions options =
        TrainOptions.builder()
            .epochsWithoutValidation(epochs)
            .foldInSample(16)
            .threads(Integer.parseInt(arguments[5]))
            .build();
    Path folder = Files.createTempDirectory("training");
    try {
      InteractionTable positives = Ratings.read(Path.of(arguments[0]));
      List<String> items = positives.items().asList();
      say(
          report,
          "%d users, %d items, %d positives, width %d, hidden %d, dims %d, batch %d, %d negatives,"
              + " %d threads, %d processors, Java %s",
          positives.users().size(),
          items.size(),
          positives.size(),
          WIDTH,
          options.hidden(),
          options.dims(),
          options.batch(),
          options.negatives(),
          options.threads(),
          Runtime.getRuntime().availableProcessors(),
          Runtime.version());
      write(folder, positives, options, epochs);
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      try (VectorFile vectors = VectorFile.open(folder.resolve("texts.vec"))) {
        for (int round = 1; round <= Integer.parseInt(arguments[4]); round++) {
          Run java = java(folder, positives, vectors, options);
          Run python = python(folder, arguments[1], arguments[2]);
          ours.add(java.median());
          theirs.add(python.median());
          say(
              report,
              "- round %d: ours %.3f s per epoch (loss %.4f), Python %.3f s (loss %.4f), ratio %.2f",
              round,
              java.median(),
              java.losses()[epochs - 1],
              python.median(),
              python.losses()[epochs - 1],
              java.median() / python.median());
        }
        say(
            report,
            "- medians of the rounds: ours %.3f s, Python %.3f s, ratio %.2f (goal: at most 1.30)",
            median(ours),
            median(theirs),
            median(ours) / median(theirs));
        profile(report, Profile.of(folder, () -> java(folder, positives, vectors, options)));
      }
      if (arguments.length > 6) {
        Files.writeString(Path.of(arguments[6]), report);
      }
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }

  private static void profile(StringBuilder report, List<Profile.Share> shares) {
    say(report, "%n| of our training's thread, the parts above 1 %% | share |%n|---|---:|");
    for (Profile.Share share : shares) {
      if (share.share() > 0.01) {
        say(report, "| %s | %.1f %% |", share.where(), 100 * share.share());
      }
    }
    say(report, "");
  }

  private static void say(StringBuilder report, String line, Object... values) {
    String said = String.format(Locale.ROOT, line, values) + "\n";
    System.out.print(said);
    report.append(said);
  }

  private static Run java(
      Path folder, InteractionTable positives, VectorFile vectors, TrainOptions options)
      throws IOException {
    List<Epoch> epochs =
        TwoTowerTrainer.train(
                Drawn.of(positives, vectors), options, folder.resolve("bundle"), Progress.silent())
            .epochs();
    double[] seconds = new double[epochs.size()];
    for (int e = 0; e < seconds.length; e++) {
      seconds[e] = epochs.get(e).seconds() - (e == 0 ? 0 : epochs.get(e - 1).seconds());
    }
    return new Run(seconds, epochs.stream().mapToDouble(Epoch::loss).toArray());
  }

  private static Run python(Path folder, String python, String script)
      throws IOException, InterruptedException {
    Path out = folder.resolve("python.json");
    int rc =
        new ProcessBuilder(python, script, folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(out.toFile())
            .start()
            .waitFor();
    if (rc != 0) {
      throw new IOException("Python ended with " + rc);
    }
    JsonNode result = Json.mapper().readTree(Files.readString(out));
    return new Run(numbers(result.get("seconds")), numbers(result.get("losses")));
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static void write(
      Path folder, InteractionTable positives, TrainOptions options, int epochs)
      throws IOException {
    List<String> items = positives.items().asList();
    ByteBuffer pairs = littleEndian(2 * positives.size());
    for (int row = 0; row < positives.size(); row++) {
      pairs.putInt(positives.user(row)).putInt(positives.item(row));
    }
    Files.write(folder.resolve("pairs.i32"), pairs.array());
    SplittableRandom random = new SplittableRandom(1);
    ByteBuffer raw = littleEndian(items.size() * WIDTH);
    try (VectorFileWriter writer =
        VectorFileWriter.create(folder.resolve("texts.vec"), WIDTH, Map.of())) {
      for (String item : items) {
        float[] vector = new float[WIDTH];
        for (int d = 0; d < WIDTH; d++) {
          vector[d] = (float) (random.nextGaussian() / Math.sqrt(WIDTH));
          raw.putFloat(vector[d]);
        }
        writer.add(item, vector);
      }
    }
    Files.write(folder.resolve("vectors.f32"), raw.array());
    Map<String, Object> all = new TreeMap<>(options.toMap());
    all.put("items", items.size());
    all.put("users", positives.users().size());
    all.put("width", WIDTH);
    all.put("epochs", epochs);
    Json.write(folder.resolve("options.json"), all);
  }

  private static ByteBuffer littleEndian(int numbers) {
    return ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }
}
