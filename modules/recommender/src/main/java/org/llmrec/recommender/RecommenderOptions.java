package org.llmrec.recommender;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.rerank.Reranker;

/**
 * How a recommender uses the machine, and what it may ask beside the workspace.
 *
 * @param encoderWorkers how many queries are encoded at the same time, each on one processor, from
 *     1 to 256; further ones wait their turn
 * @param reranker for requests that want their best few reranked; its model stays the caller's to
 *     close, after the recommender
 * @param live whether items may be put in and deleted, by {@link Recommender#live}; needs write
 *     access to the workspace, and makes this its only such recommender
 */
public record RecommenderOptions(int encoderWorkers, Optional<Reranker> reranker, boolean live) {

  /**
   * Checks the range.
   *
   * @throws ConfigException if it is out of range
   */
  public RecommenderOptions {
    if (encoderWorkers < 1 || encoderWorkers > 256) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "encoder workers: expected 1 to 256, found " + encoderWorkers);
    }
    Objects.requireNonNull(reranker, "reranker");
  }

  /**
   * Without live items.
   *
   * @throws ConfigException if it is out of range
   */
  public RecommenderOptions(int encoderWorkers, Optional<Reranker> reranker) {
    this(encoderWorkers, reranker, false);
  }

  /**
   * Without a reranker.
   *
   * @throws ConfigException if it is out of range
   */
  public RecommenderOptions(int encoderWorkers) {
    this(encoderWorkers, Optional.empty());
  }

  /** One worker. */
  public static RecommenderOptions defaults() {
    return new RecommenderOptions(1);
  }

  /** The same with a reranker; see {@link Request#rerank}. */
  public RecommenderOptions reranker(Reranker asked) {
    return new RecommenderOptions(encoderWorkers, Optional.of(asked), live);
  }

  /** The same with live items allowed, or not. */
  public RecommenderOptions live(boolean allowed) {
    return new RecommenderOptions(encoderWorkers, reranker, allowed);
  }
}
