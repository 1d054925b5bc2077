package org.llmrec.lab.collection;

import java.util.Arrays;
import java.util.List;
import org.llmrec.core.Deadline;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.WordScoring;

/** The search that the product serves words with. */
record ProductRanker(CatalogueIndex index, WordScoring scoring) implements Ranker {
  private static final int[] NOTHING = {};

  @Override
  public Ranking rank(String query, int depth) {
    Hits hits = index.search(Filter.none(), NOTHING, Deadline.none()).words(query, depth, scoring);
    List<String> ids = Arrays.stream(hits.ordinals()).mapToObj(index::id).toList();
    float[] scores = new float[hits.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = hits.score(i);
    }
    return Ranking.of(ids, scores);
  }
}
