package org.llmrec.rerank.palr;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.llmrec.metrics.RankingMetrics;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.history.History;

/**
 * Somebody that a model is judged by. The candidates are what a retriever found and nothing else: a
 * target that is not among them is missed, whatever the model does.
 *
 * @param candidates as they are shown
 * @param targets ids of what is to be found, at least one
 */
public record PalrCase(CandidateList candidates, Set<String> targets) {
  /**
   * Copies the set.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public PalrCase {
    targets = Set.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException(
          "case: expected a target or more, found none; leave the user out of the mean");
    }
  }

  /** Of what a retriever found for somebody. */
  public static PalrCase of(
      List<Candidate> found, History history, Set<String> targets, long seed) {
    return new PalrCase(CandidateList.of(found, history, seed), targets);
  }

  /** The share of the targets that the retriever found: no answer can have more. */
  public double ceiling() {
    Set<String> found = new HashSet<>(candidates.ids());
    return targets.stream().filter(found::contains).count() / (double) targets.size();
  }

  /**
   * How good an answer is.
   *
   * @param answer ids, the best first, such as {@link PalrReranker.Chosen#ids}; what is no
   *     candidate takes its place and is no hit
   * @param k the cut, 1 or more
   */
  public RankingMetrics score(List<String> answer, int k) {
    Set<String> found = new HashSet<>(candidates.ids());
    Set<String> open = new HashSet<>(targets);
    boolean[] hits = new boolean[Math.min(k, answer.size())];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = found.contains(answer.get(i)) && open.remove(answer.get(i));
    }
    return RankingMetrics.of(hits, targets.size(), k);
  }
}
