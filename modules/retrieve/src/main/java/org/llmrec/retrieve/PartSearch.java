package org.llmrec.retrieve;

import java.util.Arrays;
import org.llmrec.core.Deadline;
import org.llmrec.retrieve.internal.IndexFields;
import org.llmrec.retrieve.internal.NearestVectors;
import org.llmrec.retrieve.internal.NearestVectors.Nearest;
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
    Nearest nearest =
        index.reading(
            leaf ->
                new NearestVectors(leaf, eligible.bits(), eligible.count(), timeout)
                    .search(field, query, k, oversampling, exact));
    return Hits.drained(source, nearest.best(), timeout.hit()).comparing(nearest.compared());
  }

  /** The items with the most interactions. */
  Hits popular(int k) {
    return first(Source.POPULARITY, index.byPopularity(), index::popularity, k);
  }

  /** The items with the most interactions of late. */
  Hits trending(int k) {
    return first(Source.TRENDING, index.byTrend(), index::trend, k);
  }

  /** A number of an item, by its ordinal. */
  @FunctionalInterface
  private interface Score {
    float of(int ordinal);
  }

  private Hits first(Source source, int[] order, Score score, int k) {
    int[] ordinals = new int[Math.min(k, eligible.count())];
    float[] scores = new float[ordinals.length];
    int n = 0;
    for (int i = 0; i < order.length && n < ordinals.length; i++) {
      if (eligible.contains(order[i])) {
        ordinals[n] = order[i];
        scores[n++] = score.of(order[i]);
      }
    }
    return new Hits(source, Arrays.copyOf(ordinals, n), Arrays.copyOf(scores, n), false);
  }
}
