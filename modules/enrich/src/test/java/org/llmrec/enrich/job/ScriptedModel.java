package org.llmrec.enrich.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.Usage;
import org.llmrec.llm.batch.BatchEndpoint;

/** Answers as it is told, counts its calls, and takes 100 tokens in and 20 out for each. */
final class ScriptedModel implements LanguageModel {
  static final String ID = "scripted";
  static final Usage USAGE = new Usage(100, 20, true);
  static final String GOOD = "{\"text\": \"A quiet tale about people who meet at the sea.\"}";

  /** What to say to a request, or which failure to throw. */
  interface Script {
    String answer(CompletionRequest request, int call) throws InterruptedException;
  }

  final Map<String, AtomicInteger> callsByQuestion = new ConcurrentHashMap<>();
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  private final Script script;
  private final Optional<BatchEndpoint> batch;

  ScriptedModel(Script script) {
    this(script, null);
  }

  ScriptedModel(Script script, BatchEndpoint batch) {
    this.script = script;
    this.batch = Optional.ofNullable(batch);
  }

  static ScriptedModel good() {
    return new ScriptedModel((request, call) -> GOOD);
  }

  static Completion completion(String text) {
    return new Completion(text, FinishReason.STOP, USAGE, Duration.ZERO, ID);
  }

  @Override
  public ModelInfo info() {
    return new ModelInfo(ID, batch.isPresent() ? Set.of(Capability.BATCH) : Set.of(), 0);
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    int call = calls.incrementAndGet();
    callsByQuestion
        .computeIfAbsent(request.messages().get(0).content(), q -> new AtomicInteger())
        .incrementAndGet();
    mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      return completion(script.answer(request, call));
    } finally {
      running.decrementAndGet();
    }
  }

  @Override
  public Scores score(ScoreRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<BatchEndpoint> batch() {
    return batch;
  }

  @Override
  public void close() {}
}
