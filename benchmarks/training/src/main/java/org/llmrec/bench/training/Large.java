package org.llmrec.bench.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.Epoch;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TrainReport;
import org.llmrec.train.TwoTowerTrainer;

/**
 * Memory of the trainer over epochs of many drawn interactions: what it holds after the first epoch
 * and after the last.
 *
 * <p>The items of a user are drawn by a popularity that falls with the rank to the power .8, as in
 * catalogues people use; text vectors are drawn too. Nothing is measured of how good the model is.
 *
 * <p>After {@code mvn package} here, with the flags of {@code run}: {@code java -Xmx4g -cp
 * "target/training-1.jar:target/lib/*" org.llmrec.bench.training.Large 200000 200000 10000000 4 2}.
 */
public final class Large {
  private static final int WIDTH = 384;
  private static final double SKEW = 0.8;
  private static final long SAMPLE_MILLIS = 2_000;
  private static final double MIB = 1024.0 * 1024;

  private Large() {}

  /** Arguments: items, users, interactions, epochs, threads. */
  public static void main(String[] arguments) throws Exception {
    int items = Integer.parseInt(arguments[0]);
    int users = Integer.parseInt(arguments[1]);
    int rows = Integer.parseInt(arguments[2]);
    TrainOptions options =
        TrainOptions.builder()
            .epochsWithoutValidation(Integer.parseInt(arguments[3]))
            .foldInSample(16)
            .threads(Integer.parseInt(arguments[4]))
            .build();
    Path folder = Files.createTempDirectory("large-training");
    Sampler sampler = new Sampler();
    try {
      InteractionTable positives = draw(items, users, rows);
      try (VectorFileWriter writer =
          VectorFileWriter.create(folder.resolve("texts.vec"), WIDTH, Map.of())) {
        SplittableRandom random = new SplittableRandom(2);
        float[] vector = new float[WIDTH];
        for (String item : positives.items().asList()) {
          for (int d = 0; d < WIDTH; d++) {
            vector[d] = (float) (random.nextGaussian() / Math.sqrt(WIDTH));
          }
          writer.add(item, vector);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%,d users, %,d items, %,d positives, batch %d, %d threads, heap at most %.0f MiB%n"
              + "before training: resident %.0f MiB%n",
          users,
          items,
          positives.size(),
          options.batch(),
          options.threads(),
          Runtime.getRuntime().maxMemory() / MIB,
          Sampler.resident());
      sampler.start();
      try (VectorFile vectors = VectorFile.open(folder.resolve("texts.vec"))) {
        TrainReport report =
            TwoTowerTrainer.train(
                Drawn.of(positives, vectors), options, folder.resolve("bundle"), sampler);
        double before = 0;
        for (Epoch epoch : report.epochs()) {
          System.out.printf(
              Locale.ROOT,
              "epoch %d: %.1f s, loss %.4f%n",
              epoch.number(),
              epoch.seconds() - before,
              epoch.loss());
          before = epoch.seconds();
        }
      }
    } finally {
      sampler.interrupt();
      AtomicFiles.deleteTree(folder);
    }
    sampler.print();
  }

  private static InteractionTable draw(int items, int users, int rows) {
    double[] upTo = new double[items];
    double sum = 0;
    for (int item = 0; item < items; item++) {
      sum += Math.pow(item + 1, -SKEW);
      upTo[item] = sum;
    }
    Ids.Builder itemIds = new Ids.Builder();
    Ids.Builder userIds = new Ids.Builder();
    for (int item = 0; item < items; item++) {
      itemIds.add("i" + item);
    }
    for (int user = 0; user < users; user++) {
      userIds.add("u" + user);
    }
    SplittableRandom random = new SplittableRandom(1);
    InteractionTable.Builder table = new InteractionTable.Builder();
    for (int row = 0; row < rows; row++) {
      int at = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      table.add(random.nextInt(users), Math.min(items - 1, at < 0 ? -at - 1 : at), 5, row);
    }
    return table.build(userIds.build(), itemIds.build());
  }

  /** Resident memory every two seconds, by the epoch that it was sampled in. */
  private static final class Sampler extends Thread implements Progress {
    private final List<List<Double>> byEpoch = Collections.synchronizedList(new ArrayList<>());

    Sampler() {
      super("sampler");
      setDaemon(true);
      byEpoch.add(Collections.synchronizedList(new ArrayList<>()));
    }

    static double resident() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
        }
      }
      throw new IOException("no VmRSS in /proc/self/status");
    }

    @Override
    public void run() {
      try {
        while (true) {
          byEpoch.getLast().add(resident());
          Thread.sleep(SAMPLE_MILLIS);
        }
      } catch (InterruptedException | IOException e) {
        // The training is over.
      }
    }

    @Override
    public Task start(String what, long total, String unit) {
      boolean epochs = unit.startsWith("epoch");
      return new Task() {
        @Override
        public void advance(long units) {
          if (epochs && units > 0) {
            byEpoch.add(Collections.synchronizedList(new ArrayList<>()));
          }
        }

        @Override
        public void note(String line) {
          System.out.println(line);
        }

        @Override
        public void close() {
          // Nothing is shown.
        }
      };
    }

    void print() {
      for (int epoch = 0; epoch < byEpoch.size(); epoch++) {
        List<Double> seen = byEpoch.get(epoch);
        if (!seen.isEmpty()) {
          System.out.printf(
              Locale.ROOT,
              "%s: resident %.0f to %.0f MiB, at its end %.0f%n",
              epoch == byEpoch.size() - 1 ? "after the last epoch" : "epoch " + (epoch + 1),
              Collections.min(seen),
              Collections.max(seen),
              seen.getLast());
        }
      }
    }
  }
}
