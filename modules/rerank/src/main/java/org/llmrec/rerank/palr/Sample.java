package org.llmrec.rerank.palr;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an example to tune by is made of, by the items' ids.
 *
 * @param user whose history it is
 * @param history what is shown, the oldest first
 * @param targets what is to be named, in the order of time, then those that affinity added
 * @param enriched how many affinity added
 * @param candidates what is chosen from, in the order in which it is shown; empty where nothing is
 * @param instruction the same in words
 */
public record Sample(
    String user,
    List<String> history,
    List<String> targets,
    int enriched,
    Optional<List<String>> candidates,
    Instruction instruction) {

  /**
   * Copies the lists and holds that whoever chooses can choose right.
   *
   * @throws IllegalArgumentException if a target is no candidate, or one of them is in the history
   */
  public Sample {
    history = List.copyOf(history);
    targets = List.copyOf(targets);
    candidates = candidates.map(List::copyOf);
    Set<String> met = Set.copyOf(history);
    if (candidates.isPresent() && !Set.copyOf(candidates.get()).containsAll(targets)) {
      throw new IllegalArgumentException(
          "sample of " + user + ": expected all targets among the candidates");
    }
    if (targets.stream().anyMatch(met::contains)
        || candidates.stream().flatMap(List::stream).anyMatch(met::contains)) {
      throw new IllegalArgumentException(
          "sample of " + user + ": expected targets and candidates outside the history");
    }
  }
}
