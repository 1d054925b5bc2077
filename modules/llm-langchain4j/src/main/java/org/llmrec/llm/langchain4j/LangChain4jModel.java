package org.llmrec.llm.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;

/**
 * A bridge to langchain4j's {@link ChatModel}. Makes one call a request; the chat model's own
 * retries should be off ({@code maxRetries(0)} where its builder has that), as the guard cannot see
 * them.
 *
 * <p>A call runs in a virtual thread of its own, so that a deadline or an interrupt ends the wait;
 * the thread is interrupted then, and how soon the chat model gives up is its own matter. Seeds,
 * scores and batches are not to be had: {@code ChatModel} has no place for them. Neither does it
 * hand over {@code Retry-After}, so the guard waits by its own back-off. What langchain4j's
 * exceptions say is left out of ours, because it may hold what was asked; its own logging shows it.
 *
 * <p>Thread-safe if the chat model is.
 */
public final class LangChain4jModel implements LanguageModel {
  private final ChatModel model;
  private final ModelInfo info;
  private final Failures failures;

  private LangChain4jModel(ChatModel model, ModelInfo info) {
    this.model = model;
    this.info = info;
    this.failures = new Failures(info.id());
  }

  /**
   * Around a chat model, with what it says itself that it can do. A chat model that is {@link
   * AutoCloseable} is closed with this.
   *
   * @param id what answers and prices are filed under
   */
  public static LangChain4jModel around(ChatModel model, String id) {
    return around(model, id, Set.of());
  }

  /**
   * The same for a chat model that can do more than it says.
   *
   * @param declared what it can do beyond that; {@link Capability#JSON_SCHEMA} is all that may be
   * @throws ConfigException if something else is declared
   */
  public static LangChain4jModel around(ChatModel model, String id, Set<Capability> declared) {
    Objects.requireNonNull(model, "model");
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(declared);
    if (!Set.of(Capability.JSON_SCHEMA).containsAll(all)) {
      throw new ConfigException(
          LanguageModelCode.CAPABILITY_MISSING,
          id
              + ": expected no capability but "
              + Capability.JSON_SCHEMA
              + " for a model of langchain4j, whose interface has no other, found "
              + all);
    }
    if (model
        .supportedCapabilities()
        .contains(dev.langchain4j.model.chat.Capability.RESPONSE_FORMAT_JSON_SCHEMA)) {
      all.add(Capability.JSON_SCHEMA);
    }
    return new LangChain4jModel(model, new ModelInfo(id, all, 0));
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    if (request.schema().isPresent()) {
      info.require(Capability.JSON_SCHEMA, "an answer to a schema");
    }
    if (request.sampling().seed().isPresent()) {
      info.require(Capability.SEED, "a seed");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("asked to stop before asking");
    }
    if (request.deadline().expired()) {
      throw failures.late(Billed.NO);
    }
    ChatRequest chat = Translation.request(request);
    long begun = System.nanoTime();
    ChatResponse response = answer(chat, request.deadline());
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    if (response == null || response.aiMessage() == null) {
      throw failures.unusable("no message");
    }
    return Translation.completion(request, response, time, info.id());
  }

  /** Not to be had: always a {@link ConfigException}. */
  @Override
  public Scores score(ScoreRequest request) {
    info.require(Capability.FIRST_TOKEN_SCORES, "scores of answers");
    throw new AssertionError("declared by nobody");
  }

  /** Closes the chat model if it can be closed. */
  @Override
  public void close() {
    if (model instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(info.id() + ": the chat model could not be closed", e);
      }
    }
  }

  private ChatResponse answer(ChatRequest request, Deadline deadline) throws InterruptedException {
    FutureTask<ChatResponse> task = new FutureTask<>(() -> model.chat(request));
    Thread.ofVirtual().name("langchain4j " + info.id()).start(task);
    try {
      return task.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw failures.late(Billed.UNKNOWN);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw failures.of(e.getCause());
    } finally {
      // Of no effect once it is done; else nobody waits for it any more.
      task.cancel(true);
    }
  }
}
