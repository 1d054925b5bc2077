package org.llmrec.retrieve.source;

import java.util.HashMap;
import java.util.Map;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/**
 * What the same people like as the seeker's liked items; {@link Source#CO_ENGAGED}. An item's score
 * is the sum of its co-engagement with each of them: item kNN (Deshpande and Karypis, TOIS 2004)
 * over the neighbours that the index keeps.
 *
 * @param latest how many of the liked items count, the last ones, from 1 on: the cost is theirs
 */
public record CoEngaged(int latest) implements CandidateSource {
  private static final int USUAL = 200;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public CoEngaged {
    if (latest < 1) {
      throw new IllegalArgumentException("expected 1 item or more, found " + latest);
    }
  }

  /** Of the last 200. */
  public CoEngaged() {
    this(USUAL);
  }

  @Override
  public Source source() {
    return Source.CO_ENGAGED;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    int[] liked = seeker.liked();
    Map<Integer, Float> sums = new HashMap<>();
    for (int i = Math.max(0, liked.length - latest); i < liked.length; i++) {
      Hits near = search.coEngaged(liked[i], Integer.MAX_VALUE);
      for (int hit = 0; hit < near.size(); hit++) {
        sums.merge(near.ordinal(hit), near.score(hit), Float::sum);
      }
    }
    return Sums.best(source(), sums, k, false);
  }
}
