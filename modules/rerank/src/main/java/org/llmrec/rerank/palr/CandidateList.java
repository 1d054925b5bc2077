package org.llmrec.rerank.palr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;

/**
 * Candidates as a prompt shows them: each once, none that the user met, in an order that says
 * nothing.
 *
 * @param shown in the order in which they are shown
 * @param seed by which they were shuffled, so that a run can be repeated
 * @param met how many of those given are in the history and left out
 * @param repeated how many were given again and left out
 */
public record CandidateList(List<Candidate> shown, long seed, int met, int repeated) {
  /** Copies the list. */
  public CandidateList {
    shown = List.copyOf(shown);
  }

  /**
   * Of what a retriever found.
   *
   * @param found in any order
   * @param history all that the user met
   */
  public static CandidateList of(List<Candidate> found, History history, long seed) {
    Set<String> met = history.items().stream().map(HistoryItem::id).collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();
    List<Candidate> kept = new ArrayList<>();
    int left = 0;
    int repeated = 0;
    for (Candidate candidate : found) {
      if (met.contains(candidate.id())) {
        left++;
      } else if (seen.add(candidate.id())) {
        kept.add(candidate);
      } else {
        repeated++;
      }
    }
    List<Candidate> shown = new ArrayList<>();
    for (int place : SeededShuffle.of(kept.size(), seed, "palr candidates")) {
      shown.add(kept.get(place));
    }
    return new CandidateList(shown, seed, left, repeated);
  }

  /** The keys in the order in which they are shown. */
  public List<String> ids() {
    return shown.stream().map(Candidate::id).toList();
  }
}
