package org.llmrec.retrieve;

import java.util.Arrays;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;
import org.llmrec.core.Deadline;
import org.llmrec.retrieve.internal.IndexFields;
import org.llmrec.retrieve.internal.NearestVectors;
import org.llmrec.retrieve.internal.NearestVectors.Both;
import org.llmrec.retrieve.internal.NearestVectors.Few;
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
    Nearest nearest = index.reading(leaf -> vectors(leaf, timeout).search(field, query, k, exact));
    return hits(source, nearest, timeout);
  }

  /**
   * The best by the towers, and the best of some.
   *
   * @param some of the eligible ones
   * @param someK how many of these at most
   */
  AllAndFew tower(float[] query, int k, Eligible some, int someK) {
    if (index.towerDims() > 0 && some.count() > 0) {
      index.requireWidth(IndexFields.TOWER, query);
      Few few = new Few(some.bits(), some.count(), someK);
      Timeout timeout = new Timeout(deadline);
      Optional<Both> both =
          index.reading(
              leaf -> vectors(leaf, timeout).searchBoth(IndexFields.TOWER, query, k, few));
      if (both.isPresent()) {
        return new AllAndFew(
            hits(Source.TOWER, both.get().all(), timeout),
            hits(Source.TOWER, both.get().few(), timeout));
      }
    }
    return new AllAndFew(
        nearest(Source.TOWER, query, k, false),
        new PartSearch(index, some, deadline).nearest(Source.TOWER, query, someK, false));
  }

  private NearestVectors vectors(LeafReader leaf, Timeout timeout) {
    return new NearestVectors(
        leaf, index.options().vectors(), eligible.bits(), eligible.count(), timeout);
  }

  private static Hits hits(Source source, Nearest nearest, Timeout timeout) {
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
