package org.llmrec.retrieve.source;

import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/**
 * Items that hardly anybody has met yet, so that they get a chance against those that everybody
 * knows; {@link Source#NEW}. Among them the best by the seeker's taste; without one, by the query's
 * meaning; else there is nothing to choose them by, and none is found.
 *
 * @param metAtMost an item with more interactions is no newcomer, 0 or more
 */
public record Newcomers(int metAtMost) implements CandidateSource {
  /** How few interactions make a newcomer unless told otherwise. */
  public static final int FEW = 5;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Newcomers {
    if (metAtMost < 0) {
      throw new IllegalArgumentException("expected 0 or more interactions, found " + metAtMost);
    }
  }

  /** Of at most {@value #FEW} interactions. */
  public Newcomers() {
    this(FEW);
  }

  @Override
  public Source source() {
    return Source.NEW;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    if (seeker.taste().isPresent()) {
      return search.metAtMost(metAtMost).tower(seeker.taste().get(), k).as(Source.NEW);
    }
    return seeker
        .meaning()
        .map(vector -> search.metAtMost(metAtMost).text(vector, k).as(Source.NEW))
        .orElseGet(() -> Hits.none(Source.NEW, false));
  }
}
