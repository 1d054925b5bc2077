package org.llmrec.llm;

import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.batch.BatchEndpoint;

/**
 * Something that continues text. Calls block; many may be made at once, each from a thread of its
 * own (a virtual one will do). Thread-safe.
 */
public interface LanguageModel extends AutoCloseable {

  /** What it is called and what it can do; known without a call. */
  ModelInfo info();

  /**
   * One answer to the messages.
   *
   * @throws ConfigException if the request needs a capability that is not declared; nothing was
   *     sent
   * @throws ModelException if no answer came; says of what kind the failure was
   * @throws InterruptedException if the thread was asked to stop; the call may have been billed
   */
  Completion complete(CompletionRequest request) throws InterruptedException;

  /**
   * How probable the model finds each of the given answers after the messages.
   *
   * @throws ConfigException if {@link Capability#FIRST_TOKEN_SCORES} and {@link
   *     Capability#ANSWER_SCORES} are both missing; nothing was sent
   * @throws ModelException if no scores came, or none of the answers was among what the model shows
   * @throws InterruptedException if the thread was asked to stop; the call may have been billed
   */
  Scores score(ScoreRequest request) throws InterruptedException;

  /** Where calls can be handed in by the thousand and fetched later, if the model has that. */
  default Optional<BatchEndpoint> batch() {
    return Optional.empty();
  }

  /** Gives back what it holds; twice is fine. */
  @Override
  void close();
}
