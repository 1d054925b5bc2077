package org.llmrec.llm.embedded.internal.llama;

import java.util.Objects;
import org.llmrec.llm.ModelException;

/** A request that got no answer; the engine goes on. The message holds no prompt and no answer. */
public final class EngineException extends RuntimeException {
  private final ModelException.Kind kind;

  /** With the kind that the caller shall see. */
  public EngineException(ModelException.Kind kind, String message) {
    super(message);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** The kind that the caller shall see. */
  public ModelException.Kind kind() {
    return kind;
  }
}
