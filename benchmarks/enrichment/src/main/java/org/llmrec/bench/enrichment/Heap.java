package org.llmrec.bench.enrichment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.llmrec.core.Progress;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.job.EnrichmentJob;
import org.llmrec.enrich.job.EnrichmentSummary;
import org.llmrec.enrich.job.JobOptions;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.Usage;

/**
 * What the job itself takes: with a model in the process that answers at once, a store on the disk,
 * and a catalogue that is made as it is read. The heap is looked at after a full collection, ten
 * times on the way and at the end of the run.
 */
final class Heap {
  static final int MIB = 256;
  private static final int LOOKS = 10;

  private Heap() {}

  /**
   * A measurement.
   *
   * @param items in the catalogue
   * @param liveMib what was reachable, the most of eleven looks
   * @param microsPerItem for each question, collections that were asked for taken out
   * @param residentMib the most that the process ever held, outside the heap too
   * @param storeMib the database
   */
  record Row(int items, double liveMib, double microsPerItem, double residentMib, double storeMib) {}

  /** Measures in a process of its own. */
  static Row measure(Path folder, int items) throws IOException, InterruptedException {
    Process process =
        ServerProcess.Java.command(MIB, Heap.class, folder.toString(), Integer.toString(items))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      if (process.waitFor() != 0 || line == null) {
        throw new IllegalStateException("the run over " + items + " items failed");
      }
      return Json.mapper().readValue(line, Row.class);
    }
  }

  /** The other process. */
  public static void main(String[] arguments) throws IOException {
    int items = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "heap");
    Looks looks = new Looks(items);
    long begun = System.nanoTime();
    EnrichmentSummary summary;
    try (AnswerStore store = AnswerStores.open(folder)) {
      summary =
          new EnrichmentJob(
                  Catalogue.workload(items),
                  store,
                  new Instant(),
                  JobOptions.defaults().concurrency(Speed.CONCURRENCY),
                  looks)
              .run();
      looks.look();
    }
    double seconds = (System.nanoTime() - begun - looks.nanos.get()) / 1e9;
    Speed.check(summary.ok() == items, summary.toString());
    System.out.println(
        Json.line(
            new Row(
                items,
                looks.most.get() / (double) (1 << 20),
                seconds / items * 1e6,
                resident(),
                Files.size(folder.resolve(AnswerStores.FILE)) / (double) (1 << 20))));
  }

  /** From Linux; 0 elsewhere. */
  private static double resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }

  /** Looks at the heap whenever a tenth of the work is done. */
  private static final class Looks implements Progress, Progress.Task {
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong most = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final long every;

    Looks(int items) {
      every = Math.max(1, items / LOOKS);
    }

    synchronized void look() {
      long begun = System.nanoTime();
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      most.accumulateAndGet(used, Math::max);
      nanos.addAndGet(System.nanoTime() - begun);
    }

    @Override
    public Task start(String what, long total, String unit) {
      return this;
    }

    @Override
    public void advance(long units) {
      long now = done.addAndGet(units);
      if (now / every > (now - units) / every) {
        look();
      }
    }

    @Override
    public void note(String line) {}

    @Override
    public void close() {}
  }

  /** Answers at once. */
  private static final class Instant implements LanguageModel {
    private static final Completion ANSWER =
        new Completion(
            Catalogue.ANSWER,
            FinishReason.STOP,
            new Usage(250, 35, true),
            Duration.ZERO,
            Catalogue.MODEL);

    @Override
    public ModelInfo info() {
      return new ModelInfo(Catalogue.MODEL, Set.of(), 0);
    }

    @Override
    public Completion complete(CompletionRequest request) {
      return ANSWER;
    }

    @Override
    public Scores score(ScoreRequest request) {
      throw new UnsupportedOperationException("asked for no scores");
    }

    @Override
    public void close() {}
  }
}
