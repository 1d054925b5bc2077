package org.llmrec.retrieve.source;

import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/** What most people met; {@link Source#POPULARITY}. */
public record Popular() implements CandidateSource {
  @Override
  public Source source() {
    return Source.POPULARITY;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    return search.popular(k);
  }
}
