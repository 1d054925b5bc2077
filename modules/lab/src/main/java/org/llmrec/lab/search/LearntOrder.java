package org.llmrec.lab.search;

import java.util.Map;
import org.llmrec.rank.list.ListNetwork;

/**
 * Ranks candidates by what was learnt and all else below them by the fusion. A query that was
 * learnt from is answered by the network that was learnt without it. Thread-safe.
 *
 * @param signals find the candidates
 * @param whole learnt from all queries
 * @param without by the text of a query, the network that did not see it
 */
record LearntOrder(SearchSignals signals, ListNetwork whole, Map<String, ListNetwork> without)
    implements QueryScorer {
  @Override
  public void score(String query, float[] scores) {
    Candidates found = signals.of(query, scores.length);
    System.arraycopy(found.fused(), 0, scores, 0, scores.length);
    int n = found.items().length;
    if (n == 0) {
      return;
    }
    float[] own = new float[n];
    without.getOrDefault(query, whole).add(found.features(), own);
    float least = own[0];
    for (float score : own) {
      least = Math.min(least, score);
    }
    for (int i = 0; i < n; i++) {
      // Fused scores are at most 1.
      scores[found.items()[i]] = own[i] - least + 2;
    }
  }
}
