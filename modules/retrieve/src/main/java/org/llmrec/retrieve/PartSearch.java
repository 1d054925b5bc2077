package org.llmrec.retrieve;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.llmrec.core.Deadline;
import org.llmrec.retrieve.internal.BestOrdinals;
import org.llmrec.retrieve.internal.IndexFields;
import org.llmrec.retrieve.internal.NearestVectors;
import org.llmrec.retrieve.internal.Timeout;

/**
 * One request's questions to one index. Ordinals are that index's own, from 0. For one thread.
 *
 * @param index with at least one item
 * @param eligible which of its items may be found
 * @param deadline when to stop
 */
record PartSearch(CatalogueIndex index, Eligible eligible, Deadline deadline) {

  /** The best inner products; the query is checked here, as only an index knows its width. */
  Hits nearest(Source source, float[] query, int k, boolean exact) {
    int dims = source == Source.TEXT ? index.textDims() : index.towerDims();
    if (dims == 0 || eligible.count() == 0) {
      return Hits.none(source, false);
    }
    String field = source == Source.TEXT ? IndexFields.TEXT : IndexFields.TOWER;
    index.requireWidth(field, query);
    Timeout timeout = new Timeout(deadline);
    if (timeout.shouldExit()) {
      return Hits.none(source, true);
    }
    VectorEncoding vectors = index.options().vectors();
    int oversampling =
        source == Source.TEXT ? vectors.textOversampling() : vectors.towerOversampling();
    BestOrdinals best =
        index.reading(
            leaf ->
                new NearestVectors(leaf, eligible.bits(), eligible.count(), timeout)
                    .search(field, query, k, oversampling, exact));
    int[] ordinals = new int[best.size()];
    float[] scores = new float[ordinals.length];
    best.drain(ordinals, scores);
    return new Hits(source, ordinals, scores, timeout.hit());
  }

  /** The items with the most interactions. */
  Hits popular(int k) {
    int[] ordinals = firstEligible(index.byPopularity(), k);
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = index.popularity(ordinals[i]);
    }
    return new Hits(Source.POPULARITY, ordinals, scores, false);
  }

  /** The items with the most interactions of late. */
  Hits trending(int k) {
    int[] ordinals = firstEligible(index.byTrend(), k);
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = index.trend(ordinals[i]);
    }
    return new Hits(Source.TRENDING, ordinals, scores, false);
  }

  private int[] firstEligible(int[] order, int k) {
    int[] ordinals = new int[Math.min(k, eligible.count())];
    int n = 0;
    for (int i = 0; i < order.length && n < ordinals.length; i++) {
      if (eligible.contains(order[i])) {
        ordinals[n++] = order[i];
      }
    }
    return Arrays.copyOf(ordinals, n);
  }

  /** A searcher that keeps nothing and stops in time. */
  static IndexSearcher searcher(IndexReader reader, Deadline deadline, Timeout timeout)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    // Lucene's cache is one for the whole process, which is not a library's to fill.
    searcher.setQueryCache(null);
    if (deadline.bounded()) {
      searcher.setTimeout(timeout);
    }
    return searcher;
  }
}
