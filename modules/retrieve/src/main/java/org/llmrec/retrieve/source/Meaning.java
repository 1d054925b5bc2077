package org.llmrec.retrieve.source;

import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/**
 * Items whose texts mean what the query means; {@link Source#TEXT}.
 *
 * @param exact whether every eligible item is compared, instead of walking the graph
 */
public record Meaning(boolean exact) implements CandidateSource {
  /** By the graph. */
  public Meaning() {
    this(false);
  }

  @Override
  public Source source() {
    return Source.TEXT;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    return seeker
        .meaning()
        .map(vector -> search.text(vector, k, exact))
        .orElseGet(() -> Hits.none(Source.TEXT, false));
  }
}
