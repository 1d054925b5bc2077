package org.llmrec.llm.embedded;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.Usage;
import org.llmrec.llm.embedded.internal.process.Calls;
import org.llmrec.llm.embedded.internal.process.EngineCommand;
import org.llmrec.llm.embedded.internal.process.Engines;
import org.llmrec.llm.embedded.internal.process.GgufFile;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;

/**
 * Any GGUF model through llama.cpp (build b4916, on processors only), with nothing to install. It
 * runs in a process of its own: a crash in native code is a {@link ModelException} of kind {@code
 * CRASHED} for the calls under way, and the next call starts another. After three crashes without
 * an answer between, calls fail with {@code CIRCUIT_OPEN}. The process ends with {@link #close},
 * and when this one ends in whatever way.
 *
 * <p>A conversation is written down by the file's own chat template, as far as llama.cpp knows it
 * by sight; a file without one gets the messages one after the other with an empty line between.
 * Text that looks like one of the model's control marks is broken up by a space, in every message.
 *
 * <p>Schemas are kept to by a grammar, but for an answer cut by {@code maxTokens}. Top-p is taken
 * before the temperature, as in llama.cpp's server. The same seed gives the same answer on the same
 * machine. A score is the sum over the answer's tokens of their log-probability at temperature 1,
 * computed in double precision from the model's logits; the end of the answer is not part of it, so
 * that "yes" is never less probable than "yes, indeed".
 *
 * <p>A prompt that leaves no room in the context is refused with {@code BAD_REQUEST}. A call whose
 * deadline passes is given up between two tokens. Thread-safe; calls beyond {@code parallel} wait
 * in order.
 */
public final class EmbeddedModel implements LanguageModel {
  private final String id;
  private final Calls calls;
  private final ModelInfo info;

  private EmbeddedModel(String id, Calls calls) {
    this.id = Objects.requireNonNull(id, "id");
    this.calls = calls;
    this.info =
        new ModelInfo(
            id,
            EnumSet.of(Capability.JSON_SCHEMA, Capability.SEED, Capability.ANSWER_SCORES),
            calls.contextTokens());
  }

  /**
   * Starts the engine and loads the model.
   *
   * @throws ConfigException if the file is not there, if llama.cpp cannot load it or knows no such
   *     template, or if this platform has no library
   * @throws CorruptFileException if the file is no GGUF file, or not the one meant
   */
  public static EmbeddedModel open(EmbeddedOptions options) {
    return open(options, EngineCommand.LLAMA);
  }

  /** With another program for the engine. */
  static EmbeddedModel open(EmbeddedOptions options, EngineCommand command) {
    GgufFile.check(options.file(), options.sha256());
    Engines engines =
        new Engines(
            options.id(),
            command,
            library ->
                new Order.Open(
                    library.toString(),
                    options.file().toAbsolutePath().toString(),
                    options.context(),
                    options.threads(),
                    options.parallel(),
                    options.template()));
    return new EmbeddedModel(options.id(), Calls.open(options.id(), engines));
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    Optional<String> schema = request.schema().map(JsonSchema::json);
    long from = System.nanoTime();
    Report.Written written =
        call(
            Report.Written.class,
            number -> new Order.Complete(number, request.messages(), schema, request.sampling()),
            request.deadline());
    return new Completion(
        written.text(),
        written.finish(),
        new Usage(written.promptTokens(), written.completionTokens(), true),
        Duration.ofNanos(System.nanoTime() - from),
        id);
  }

  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    long from = System.nanoTime();
    Report.Scored scored =
        call(
            Report.Scored.class,
            number -> new Order.Score(number, request.messages(), request.answers()),
            request.deadline());
    return new Scores(
        scored.logProbabilities().stream().map(OptionalDouble::of).toList(),
        Scores.Kind.ANSWER,
        new Usage(scored.promptTokens(), 0, true),
        Duration.ofNanos(System.nanoTime() - from),
        id);
  }

  private <T extends Report> T call(Class<T> type, LongFunction<Order> order, Deadline deadline)
      throws InterruptedException {
    Report report = calls.call(order, deadline);
    if (type.isInstance(report)) {
      return type.cast(report);
    }
    if (report instanceof Report.Failed failed) {
      throw new ModelException(failed.kind(), id + ": " + failed.message());
    }
    throw new ModelException(
        ModelException.Kind.MALFORMED,
        id + ": expected " + type.getSimpleName() + ", found " + report.getClass().getSimpleName());
  }

  /** The number of the engine's process, for tests and for those who watch it. */
  public long enginePid() {
    return calls.enginePid();
  }

  @Override
  public void close() {
    calls.close();
  }
}
