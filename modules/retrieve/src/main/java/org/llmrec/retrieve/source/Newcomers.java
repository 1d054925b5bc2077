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
 * @param exact whether every newcomer is compared, instead of walking the graph
 */
public record Newcomers(int metAtMost, boolean exact) implements CandidateSource {
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

  /** By the graph. */
  public Newcomers(int metAtMost) {
    this(metAtMost, false);
  }

  /** Of at most {@value #FEW} interactions, by the graph. */
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
      return search.metAtMost(metAtMost).tower(seeker.taste().get(), k, exact).as(Source.NEW);
    }
    return seeker
        .meaning()
        .map(vector -> search.metAtMost(metAtMost).text(vector, k, exact).as(Source.NEW))
        .orElseGet(() -> Hits.none(Source.NEW, false));
  }
}
