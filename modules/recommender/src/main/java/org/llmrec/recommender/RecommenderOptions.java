package org.llmrec.recommender;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.Verify;
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
 * @param verify how much is read of a generation before it answers. {@link Verify#FULL}, the
 *     default, reads every file once and compares its hash: no answer comes from damaged bytes, and
 *     what is read then is in the system's memory when the first request comes. {@link Verify#FAST}
 *     looks at sizes, at the checksums of manifests and at the self-tests of rankers, and does not
 *     read the rest; a bit that turned over in a vector or in the index may then change an answer
 *     and is not noticed. The encoder's files are hashed in both cases, before native code reads
 *     them.
 */
public record RecommenderOptions(
    int encoderWorkers, Optional<Reranker> reranker, boolean live, Verify verify) {

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
    Objects.requireNonNull(verify, "verify");
  }

  /**
   * Without live items, and fully verified.
   *
   * @throws ConfigException if it is out of range
   */
  public RecommenderOptions(int encoderWorkers, Optional<Reranker> reranker) {
    this(encoderWorkers, reranker, false, Verify.FULL);
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
    return new RecommenderOptions(encoderWorkers, Optional.of(asked), live, verify);
  }

  /** The same with live items allowed, or not. */
  public RecommenderOptions live(boolean allowed) {
    return new RecommenderOptions(encoderWorkers, reranker, allowed, verify);
  }

  /** The same with more or less of a generation read before it answers. */
  public RecommenderOptions verify(Verify how) {
    return new RecommenderOptions(encoderWorkers, reranker, live, how);
  }
}
