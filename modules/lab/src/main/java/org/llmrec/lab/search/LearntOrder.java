package org.llmrec.lab.search;

import java.util.Map;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.retrieve.signal.QueryScorer;
import org.llmrec.retrieve.signal.SearchSignals;

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
    signals.of(query, scores.length).score(without.getOrDefault(query, whole), scores);
  }
}
