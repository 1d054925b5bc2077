package org.llmrec.rerank.chat;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A prompt of three parts around the case that is asked about: what the task is, examples, and what
 * an answer has to look like.
 *
 * @param descriptor what is to be done
 * @param injection examples; absent for a zero-shot prompt
 * @param question the case: a history, candidates, a review
 * @param format what an answer has to look like
 * @param wording SHA-256 of the template
 */
public record ChatPrompt(
    String descriptor, Optional<String> injection, String question, String format, String wording) {
  /** Refuses null. */
  public ChatPrompt {
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(injection, "injection");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(wording, "wording");
  }

  /** The same without examples; all else is the same to the byte. */
  public ChatPrompt zeroShot() {
    return new ChatPrompt(descriptor, Optional.empty(), question, format, wording);
  }

  /** What is sent: the parts with an empty line between two. */
  public String text() {
    return Stream.of(
            Stream.of(descriptor), injection.stream(), Stream.of(question), Stream.of(format))
        .flatMap(part -> part)
        .collect(Collectors.joining("\n\n"));
  }
}
