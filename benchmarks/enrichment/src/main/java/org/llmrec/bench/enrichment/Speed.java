package org.llmrec.bench.enrichment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.enrich.job.EnrichmentJob;
import org.llmrec.enrich.job.EnrichmentSummary;
import org.llmrec.enrich.job.JobOptions;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.http.OpenAiModel;
import org.llmrec.llm.http.OpenAiOptions;

/**
 * How near a job comes to the ideal: so many places that are never empty, each of them answering
 * once in the server's latency.
 */
final class Speed {
  static final int CONCURRENCY = 64;
  static final int LATENCY_MILLIS = 100;

  private Speed() {}

  /**
   * A measurement.
   *
   * @param what was measured
   * @param questions asked and answered
   * @param seconds from the first to the last, everything on the disk
   * @param idealSeconds {@code questions / 64 · 0.1}
   * @param cpuMillis of this process for each question, the server's left out
   * @param durable whether an answer that counts survives a power cut
   */
  record Row(String what, int questions, double seconds, double idealSeconds, double cpuMillis, boolean durable) {
    double share() {
      return idealSeconds / seconds;
    }
  }

  /** Ours: the whole job over HTTP, with the store on the disk. */
  static Row ours(ServerProcess server, Path folder, int questions) throws IOException {
    server.calls();
    OpenAiOptions options =
        OpenAiOptions.of(Catalogue.MODEL, URI.create(server.url()), Optional.empty());
    double cpu = cpuMillis();
    long begun = System.nanoTime();
    EnrichmentSummary summary;
    try (LanguageModel model = OpenAiModel.open(options);
        AnswerStore store = AnswerStores.open(Files.createTempDirectory(folder, "answers"))) {
      summary =
          new EnrichmentJob(
                  Catalogue.workload(questions),
                  store,
                  model,
                  JobOptions.defaults().concurrency(CONCURRENCY),
                  Progress.silent())
              .run();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    cpu = (cpuMillis() - cpu) / questions;
    check(summary.ok() == questions && summary.spent().calls() == questions, summary.toString());
    check(server.calls() == questions, "the server counted other calls than the job");
    return new Row("llmrec, SQLite", questions, seconds, ideal(questions), cpu, true);
  }

  static double ideal(int questions) {
    return (double) questions / CONCURRENCY * LATENCY_MILLIS / 1000;
  }

  /** What this process has taken of all processors. */
  static double cpuMillis() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("wrong result: " + what);
    }
  }
}
