package org.llmrec.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Deadline;

/**
 * What is asked for.
 *
 * @param messages the conversation so far, at least one
 * @param schema what a JSON answer has to look like; absent for plain text
 * @param sampling how to draw, when to end
 * @param deadline for the answer, over all attempts
 */
public record CompletionRequest(
    List<Message> messages, Optional<JsonSchema> schema, Sampling sampling, Deadline deadline) {
  /** Copies the list. */
  public CompletionRequest {
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("expected at least one message");
    }
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(deadline, "deadline");
  }

  /** One question in plain text, greedy, without a deadline. */
  public static CompletionRequest of(String question, int maxTokens) {
    return new CompletionRequest(
        List.of(Message.user(question)),
        Optional.empty(),
        Sampling.greedy(maxTokens),
        Deadline.none());
  }

  /** With a schema. */
  public CompletionRequest schema(JsonSchema value) {
    return new CompletionRequest(messages, Optional.of(value), sampling, deadline);
  }

  /** With another sampling. */
  public CompletionRequest sampling(Sampling value) {
    return new CompletionRequest(messages, schema, value, deadline);
  }

  /** With a deadline. */
  public CompletionRequest deadline(Deadline value) {
    return new CompletionRequest(messages, schema, sampling, value);
  }

  /** With more turns at the end. */
  public CompletionRequest then(Message... more) {
    List<Message> all = new ArrayList<>(messages);
    all.addAll(List.of(more));
    return new CompletionRequest(all, schema, sampling, deadline);
  }
}
