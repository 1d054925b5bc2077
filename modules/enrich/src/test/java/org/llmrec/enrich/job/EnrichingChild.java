package org.llmrec.enrich.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.llmrec.core.Progress;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.guard.GuardOptions;
import org.llmrec.llm.http.OpenAiModel;
import org.llmrec.llm.http.OpenAiOptions;
import org.llmrec.llm.price.Budget;

/** Another process that enriches films, to be killed on the way. */
final class EnrichingChild {
  static final int CONCURRENCY = 8;

  private EnrichingChild() {}

  /** Arguments: folder of the store, URL, items, most calls or -1, file for the summary. */
  public static void main(String[] arguments) throws IOException {
    long maxCalls = Long.parseLong(arguments[3]);
    JobOptions options =
        Films.options()
            .concurrency(CONCURRENCY)
            .guard(
                new GuardOptions(
                    20,
                    Duration.ofMillis(2),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    1000,
                    1000,
                    0,
                    0,
                    0,
                    Duration.ZERO,
                    Duration.ZERO))
            .budget(
                new Budget(
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    maxCalls < 0 ? OptionalLong.empty() : OptionalLong.of(maxCalls)));
    OpenAiOptions server =
        OpenAiOptions.of(ScriptedModel.ID, URI.create(arguments[1]), Optional.empty());
    try (AnswerStore store = AnswerStores.open(Path.of(arguments[0]));
        LanguageModel model = OpenAiModel.open(server)) {
      EnrichmentSummary summary =
          new EnrichmentJob(
                  workload(Integer.parseInt(arguments[2])),
                  store,
                  model,
                  options,
                  Progress.silent())
              .run();
      Files.writeString(Path.of(arguments[4]), Json.line(summary));
    }
  }

  static Workload workload(int items) {
    return Films.workload(items, "paraphrase");
  }

  static Process start(Path store, String url, int items, long maxCalls, Path summary, Path log)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            EnrichingChild.class.getName(),
            store.toString(),
            url,
            Integer.toString(items),
            Long.toString(maxCalls),
            summary.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
