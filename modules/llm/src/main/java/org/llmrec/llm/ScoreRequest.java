package org.llmrec.llm;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.llmrec.core.Deadline;

/**
 * Which answers to score.
 *
 * @param messages the conversation so far, at least one
 * @param answers at least two, all different and none empty
 * @param deadline for the scores, over all attempts
 */
public record ScoreRequest(List<Message> messages, List<String> answers, Deadline deadline) {
  /** Copies the lists. */
  public ScoreRequest {
    messages = List.copyOf(messages);
    answers = List.copyOf(answers);
    Objects.requireNonNull(deadline, "deadline");
    if (messages.isEmpty()
        || answers.size() < 2
        || answers.contains("")
        || new HashSet<>(answers).size() < answers.size()) {
      throw new IllegalArgumentException(
          "expected a message and two or more different answers, found " + answers);
    }
  }
}
