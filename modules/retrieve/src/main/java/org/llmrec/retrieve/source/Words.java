package org.llmrec.retrieve.source;

import java.util.Objects;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.WordScoring;

/**
 * Items that have words of the query; {@link Source#WORDS}.
 *
 * @param scoring how words are weighed
 */
public record Words(WordScoring scoring) implements CandidateSource {
  /** Refuses null. */
  public Words {
    Objects.requireNonNull(scoring, "scoring");
  }

  /** By {@link WordScoring#STANDARD}. */
  public Words() {
    this(WordScoring.STANDARD);
  }

  @Override
  public Source source() {
    return Source.WORDS;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    return seeker
        .query()
        .map(text -> search.words(text, k, scoring))
        .orElseGet(() -> Hits.none(Source.WORDS, false));
  }
}
