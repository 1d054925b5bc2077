package org.llmrec.rerank.chat;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.rerank.prompt.Reply;

/**
 * What a model told.
 *
 * @param value what its answer says; empty where there is none of the form that was asked for
 * @param prompt what it was asked
 * @param reply what it wrote and what that took
 */
public record Told<T>(Optional<T> value, ChatPrompt prompt, Reply reply) {
  /** Refuses null. */
  public Told {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(reply, "reply");
  }

  /** What became of the question. */
  public Verdict verdict() {
    return switch (reply.kind()) {
      case EMPTY -> Verdict.EMPTY;
      case REFUSED -> Verdict.REFUSED;
      case LATE -> Verdict.LATE;
      case ANSWERED -> value.isPresent() ? Verdict.READ : Verdict.INVALID;
    };
  }
}
