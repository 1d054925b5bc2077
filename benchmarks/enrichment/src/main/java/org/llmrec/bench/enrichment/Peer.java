package org.llmrec.bench.enrichment;

import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.llmrec.core.json.Json;

/**
 * What people do today: a pool of threads, langchain4j's model for OpenAI's protocol, and a file to
 * which answers are appended. It knows no duplicates, looks at no answer, has no budget, and loses
 * what the system had not written when the machine stops.
 */
final class Peer {
  private Peer() {}

  static Speed.Row run(ServerProcess server, Path folder, int questions) throws Exception {
    server.calls();
    Path file = Files.createTempFile(folder, "answers", ".jsonl");
    double cpu = Speed.cpuMillis();
    long begun = System.nanoTime();
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(server.url())
            .apiKey("none")
            .modelName(Catalogue.MODEL)
            .temperature(0.0)
            .maxTokens(200)
            .timeout(Duration.ofMinutes(1))
            .build();
    try (BufferedWriter out = Files.newBufferedWriter(file);
        ExecutorService pool =
            Executors.newFixedThreadPool(
                Speed.CONCURRENCY, Thread.ofPlatform().name("peer-", 0).factory())) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < questions; i++) {
        int number = i;
        running.add(pool.submit(() -> ask(model, number, out)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    cpu = (Speed.cpuMillis() - cpu) / questions;
    try (var lines = Files.lines(file)) {
      Speed.check(lines.count() == questions, "lines are missing");
    }
    Speed.check(server.calls() == questions, "the server counted other calls than the pool");
    return new Speed.Row(
        "64 threads, langchain4j, JSONL", questions, seconds, Speed.ideal(questions), cpu, false);
  }

  private static Void ask(OpenAiChatModel model, int number, BufferedWriter out)
      throws IOException {
    String answer = model.chat(Catalogue.question(number));
    String line = Json.line(Map.of("item", "film-" + number, "answer", answer));
    synchronized (out) {
      out.write(line);
      out.newLine();
      out.flush();
    }
    return null;
  }
}
