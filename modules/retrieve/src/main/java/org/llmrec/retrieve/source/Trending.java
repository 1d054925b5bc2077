package org.llmrec.retrieve.source;

import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/** What many met lately: popularity with decay; {@link Source#TRENDING}. */
public record Trending() implements CandidateSource {
  @Override
  public Source source() {
    return Source.TRENDING;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    return search.trending(k);
  }
}
