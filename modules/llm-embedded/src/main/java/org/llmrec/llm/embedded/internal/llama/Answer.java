package org.llmrec.llm.embedded.internal.llama;

import java.util.Objects;
import org.llmrec.llm.FinishReason;

/**
 * What was written.
 *
 * @param text without the end mark, and without the stop text that ended it
 * @param finish why it ended
 * @param promptTokens read
 * @param completionTokens written, the end mark counted
 */
public record Answer(String text, FinishReason finish, int promptTokens, int completionTokens) {
  /** Checks for null. */
  public Answer {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(finish, "finish");
  }
}
