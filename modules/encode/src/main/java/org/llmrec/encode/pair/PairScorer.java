package org.llmrec.encode.pair;

import java.util.List;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.encode.Placement;

/**
 * Says how well a text fits a query, reading both together (a cross-encoder): slower than comparing
 * two vectors, since nothing can be computed beforehand, and mostly better. For the best few of a
 * search, see {@code org.llmrec.rerank}.
 *
 * <p>Thread-safe: one scorer serves a whole application. With a model in float32 the other pairs of
 * a call change a score in its last bits only.
 */
public interface PairScorer extends AutoCloseable {

  /** What the scorer is. */
  ScorerManifest manifest();

  /** Where and how it computes; nothing where an implementation does not know. */
  default Optional<Placement> placement() {
    return Optional.empty();
  }

  /**
   * Scores pairs until the deadline. A batch that has begun is ended: the call returns at most one
   * batch late, with the scores that there are. NUL and half surrogate pairs are harmless.
   *
   * @param pairs N pairs, none null, without the words that the model wants before the texts
   * @param deadline {@link Deadline#none()} for all of them
   * @return N scores in the same order
   * @throws IllegalStateException if the scorer is closed
   * @throws org.llmrec.core.error.LlmrecException if the model fails, which a score that is no
   *     finite number counts as, or the thread is interrupted
   */
  PairScores score(List<Pair> pairs, Deadline deadline);

  /** Scores all pairs. */
  default PairScores score(List<Pair> pairs) {
    return score(pairs, Deadline.none());
  }

  /** Scores texts against one query, in the order of the texts. */
  default PairScores score(String query, List<String> texts, Deadline deadline) {
    return score(texts.stream().map(text -> new Pair(query, text)).toList(), deadline);
  }

  /** Scores all texts against one query, in the order of the texts. */
  default PairScores score(String query, List<String> texts) {
    return score(query, texts, Deadline.none());
  }

  /** Waits for calls under way, then frees the model. Does nothing the second time. */
  @Override
  void close();
}
