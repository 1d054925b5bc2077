package org.llmrec.retrieve.source;

import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/**
 * One way to find candidates. A search team that knows another way implements this and gives it to
 * a {@link Retrieval} beside ours. Immutable and thread-safe.
 */
public interface CandidateSource {
  /** What its hits are said to come from; one name for one source of a retrieval. */
  Source source();

  /**
   * Finds.
   *
   * @param search one request's questions to the index, under its filter and deadline
   * @param seeker who asks; a source that needs what is not known finds nothing
   * @param k how many at most, 1 or more
   * @return from {@link #source}; partial when the deadline ended the search
   */
  Hits find(CatalogueSearch search, Seeker seeker, int k);

  /**
   * The same question in pieces, for a retrieval that asks on several threads: worthwhile for a
   * source that asks the index more than once. Together they find what {@link #find} finds.
   */
  default Pieces pieces(CatalogueSearch search, Seeker seeker, int k) {
    return Pieces.one(() -> find(search, seeker, k));
  }
}
