package org.llmrec.llm;

import java.time.Duration;
import java.util.Objects;

/**
 * An answer.
 *
 * @param text what the model wrote, perhaps nothing
 * @param finish why it ended
 * @param usage tokens of the call that gave it
 * @param time from sending to the last byte
 * @param model what the server says answered; may be more exact than what was asked for
 */
public record Completion(
    String text, FinishReason finish, Usage usage, Duration time, String model) {
  /** Checks for null. */
  public Completion {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(finish, "finish");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(model, "model");
  }
}
