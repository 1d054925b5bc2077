package org.llmrec.llm;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.llmrec.core.json.Json;

/**
 * A model that does what a test says, for what goes around models. By default it answers a question
 * with its own text, or with that as the one word of an object where there is a schema; it has all
 * capabilities but the batch. Checks requests as a real one has to. Thread-safe if its behaviour
 * is.
 */
public class ScriptedModel implements LanguageModel {
  /** What it declares. */
  public static final ModelInfo INFO =
      new ModelInfo(
          "scripted-1",
          Set.of(Capability.JSON_SCHEMA, Capability.SEED, Capability.FIRST_TOKEN_SCORES),
          0);

  /** What a call does. */
  @FunctionalInterface
  public interface Behaviour {
    /**
     * Gives an answer's text or throws.
     *
     * @param call the how-manieth call it is, from 1 on
     */
    String answer(long call, List<Message> messages) throws InterruptedException;
  }

  private final Behaviour behaviour;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong closed = new AtomicLong();

  /** Answers as documented for the class. */
  public ScriptedModel() {
    this((call, messages) -> "about: " + messages.getLast().content());
  }

  /** Answers as told. */
  public ScriptedModel(Behaviour behaviour) {
    this.behaviour = Objects.requireNonNull(behaviour, "behaviour");
  }

  /** Calls so far, of both kinds; those that were refused for what was asked are not counted. */
  public long calls() {
    return calls.get();
  }

  /** How often it was closed. */
  public long closed() {
    return closed.get();
  }

  @Override
  public ModelInfo info() {
    return INFO;
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    check(request.deadline().expired());
    String text = behaviour.answer(calls.incrementAndGet(), request.messages());
    String answer =
        request.schema().isPresent()
            ? Json.line(Json.mapper().createObjectNode().put("word", text))
            : text;
    return new Completion(
        answer,
        FinishReason.STOP,
        usage(request.messages(), answer),
        Duration.ofMillis(5),
        "scripted-1-exact");
  }

  /** The n-th answer has a log-probability of -n. */
  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    check(request.deadline().expired());
    String text = behaviour.answer(calls.incrementAndGet(), request.messages());
    return new Scores(
        IntStream.rangeClosed(1, request.answers().size())
            .mapToObj(n -> OptionalDouble.of(-n))
            .toList(),
        Scores.Kind.FIRST_TOKEN,
        usage(request.messages(), text),
        Duration.ofMillis(5),
        "scripted-1-exact");
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }

  private static void check(boolean expired) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (expired) {
      throw new ModelException(ModelException.Kind.DEADLINE, "scripted-1: the deadline has passed");
    }
  }

  private static Usage usage(List<Message> messages, String answer) {
    return new Usage(TokenEstimate.of(messages), TokenEstimate.of(answer), true);
  }
}
