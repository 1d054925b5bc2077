package org.llmrec.llm;

import java.util.List;
import java.util.OptionalLong;

/**
 * How the next token is drawn, and when to end.
 *
 * @param temperature 0 for the most probable token always; usually up to 1
 * @param topP the share of probability to draw from, in (0, 1]
 * @param maxTokens the most tokens of an answer, from 1 on
 * @param seed of the draw; taken by models with {@link Capability#SEED}, passed over by others
 * @param stop texts that end the answer, at most 4
 */
public record Sampling(
    double temperature, double topP, int maxTokens, OptionalLong seed, List<String> stop) {
  /**
   * Checks the ranges and copies the list.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Sampling {
    if (!(temperature >= 0 && temperature <= 2)
        || !(topP > 0 && topP <= 1)
        || maxTokens < 1
        || stop.size() > 4) {
      throw new IllegalArgumentException(
          "expected a temperature in [0, 2], top-p in (0, 1], 1 token or more and at most 4 stops,"
              + " found "
              + temperature
              + ", "
              + topP
              + ", "
              + maxTokens
              + ", "
              + stop);
    }
    stop = List.copyOf(stop);
  }

  /** The most probable tokens, at most so many. */
  public static Sampling greedy(int maxTokens) {
    return new Sampling(0, 1, maxTokens, OptionalLong.empty(), List.of());
  }
}
