package org.llmrec.rerank.tallrec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.json.Json;

/**
 * Runs the script that tunes, and reads what it leaves. The child ends when this is closed, when
 * the thread that runs it is interrupted, and when this process ends, however it does. For one run;
 * {@link #close} may come from another thread.
 */
public final class Tuning implements AutoCloseable {
  /** What is left of a run, beside the adapter's folder. */
  public static final String SCORES = "scores.jsonl";

  private final Process process;
  private final TuneSettings settings;

  private Tuning(Process process, TuneSettings settings) {
    this.process = Objects.requireNonNull(process, "process");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * Checks what is given and starts.
   *
   * @throws ConfigException if a file is missing, or the Python is not fit; nothing was started
   * @throws InterruptedException if the thread was asked to stop
   */
  public static Tuning start(TunePython python, TuneSettings settings)
      throws IOException, InterruptedException {
    need("--model", settings.model());
    need("samples", settings.rec());
    if (settings.alpaca().isPresent()) {
      need("--alpaca", settings.alpaca().get());
    }
    if (settings.test().isPresent()) {
      need("questions", settings.test().get());
    }
    python.check();
    Files.createDirectories(settings.out());
    Files.deleteIfExists(settings.out().resolve(SCORES));
    return new Tuning(python.start(settings.arguments()), settings);
  }

  private static void need(String what, Path path) {
    if (!Files.exists(path)) {
      throw new ConfigException(
          DataCode.FILE_MISSING,
          what + ": expected a file or a model's folder, found nothing at " + path);
    }
  }

  /**
   * Waits for its end.
   *
   * @throws InterruptedException if the thread was asked to stop; the child is ended
   */
  public TuneResult run(TuneListener listener) throws IOException, InterruptedException {
    List<Double> losses = new ArrayList<>();
    Thread errors =
        Thread.ofVirtual()
            .name("tune-errors")
            .start(() -> lines(process.errorReader(StandardCharsets.UTF_8), listener::note));
    Thread events =
        Thread.ofVirtual()
            .name("tune-events")
            .start(
                () ->
                    lines(
                        process.inputReader(StandardCharsets.UTF_8),
                        line -> hear(line, listener, losses)));
    int code;
    try {
      code = process.waitFor();
      events.join();
      errors.join();
    } finally {
      close();
    }
    if (code != 0 || settings.test().isEmpty()) {
      return new TuneResult(code, losses, Optional.empty(), Optional.empty());
    }
    List<TuneScores> scores = TuneScores.read(settings.out().resolve(SCORES));
    boolean[] liked = TuneScores.liked(scores);
    return new TuneResult(
        code,
        losses,
        Optional.of(
            TallrecAuc.of(
                liked, scores.stream().map(line -> TuneScores.answer(line.before())).toList())),
        Optional.of(
            TallrecAuc.of(
                liked, scores.stream().map(line -> TuneScores.answer(line.after())).toList())));
  }

  private static void lines(BufferedReader in, Consumer<String> each) {
    try (in) {
      in.lines().forEach(each);
    } catch (IOException | UncheckedIOException e) {
      // The pipe ends with the child, whose exit code tells the rest.
      System.getLogger(Tuning.class.getName())
          .log(System.Logger.Level.DEBUG, "the child's output ended: {0}", e.getMessage());
    }
  }

  private static void hear(String line, TuneListener listener, List<Double> losses) {
    JsonNode event;
    try {
      event = Json.mapper().readTree(line);
    } catch (JsonProcessingException e) {
      listener.note(line);
      return;
    }
    switch (event.path("event").asText()) {
      case "step" -> {
        if (event.path("step").asInt() == 1) {
          losses.clear();
        }
        losses.add(event.path("loss").asDouble());
        listener.step(
            event.path("stage").asText(),
            event.path("step").asInt(),
            event.path("of").asInt(),
            event.path("loss").asDouble());
      }
      case "scored" ->
          listener.scored(
              event.path("what").asText(), event.path("done").asInt(), event.path("of").asInt());
      default -> listener.note(words(event));
    }
  }

  /** Such as {@code stage: stage rec, samples 64}. */
  private static String words(JsonNode event) {
    StringJoiner words = new StringJoiner(", ", event.path("event").asText() + ": ", "");
    event.properties().stream()
        .filter(each -> !each.getKey().equals("event"))
        .forEach(each -> words.add(each.getKey() + " " + each.getValue().asText()));
    return words.toString();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
