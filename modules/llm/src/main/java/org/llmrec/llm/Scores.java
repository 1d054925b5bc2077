package org.llmrec.llm;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Log-probabilities of given answers. Those of another build of the same model differ by up to 0.1
 * nat, so they can be compared within one answer of one server only.
 *
 * @param logProbabilities natural, at most 0, in the order of the answers; empty where the answer
 *     was not among the tokens that the server shows, which does not mean 0
 * @param kind what was scored
 * @param usage tokens of the call
 * @param time from sending to the last byte
 * @param model what the server says answered
 */
public record Scores(
    List<OptionalDouble> logProbabilities, Kind kind, Usage usage, Duration time, String model) {
  /** What a score is of. */
  public enum Kind {
    /** The answer's first token, by which answers must differ. */
    FIRST_TOKEN,
    /** The whole answer: the sum over its tokens. */
    ANSWER
  }

  /** Copies the list. */
  public Scores {
    logProbabilities = List.copyOf(logProbabilities);
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(model, "model");
  }
}
