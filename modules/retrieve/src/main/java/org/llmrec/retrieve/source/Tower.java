package org.llmrec.retrieve.source;

import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/**
 * Items near the user in the ranker's space; {@link Source#TOWER}. What it finds is what the ranker
 * itself puts on top.
 *
 * @param exact whether every eligible item is compared, instead of walking the graph
 */
public record Tower(boolean exact) implements CandidateSource {
  /** By the graph. */
  public Tower() {
    this(false);
  }

  @Override
  public Source source() {
    return Source.TOWER;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    return seeker
        .taste()
        .map(vector -> search.tower(vector, k, exact))
        .orElseGet(() -> Hits.none(Source.TOWER, false));
  }
}
