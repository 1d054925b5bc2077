package org.llmrec.recommender;

import org.llmrec.core.error.ConfigException;

/**
 * How a recommender uses the machine.
 *
 * @param encoderWorkers how many queries are encoded at the same time, each on one processor, from
 *     1 to 256; further ones wait their turn
 */
public record RecommenderOptions(int encoderWorkers) {

  /**
   * Checks the range.
   *
   * @throws ConfigException if it is out of range
   */
  public RecommenderOptions {
    if (encoderWorkers < 1 || encoderWorkers > 256) {
      throw new ConfigException("encoder workers: expected 1 to 256, found " + encoderWorkers);
    }
  }

  /** One worker. */
  public static RecommenderOptions defaults() {
    return new RecommenderOptions(1);
  }
}
