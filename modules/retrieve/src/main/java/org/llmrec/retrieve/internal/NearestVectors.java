package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;
import org.llmrec.core.vector.Vectors;

/**
 * The items whose vectors have the highest inner product with a query's.
 *
 * <p>Where a walk through Lucene's HNSW graph would visit as many items as there are to choose
 * from, these are scanned, which is exact: a small catalogue, a filter that leaves few, a long list
 * that is wanted. A walk that turns out to visit more than expected, or ends with too few although
 * there are more, as it may where a filter leaves only what is far from the query, is given up for
 * a scan too. All scores are inner products computed again from the full vectors.
 */
public final class NearestVectors {
  private static final int CLOCK_EVERY = 256;

  /**
   * What was found.
   *
   * @param best to be drained once
   * @param compared how many vectors were compared with the query's, by a walk or a scan
   */
  public record Nearest(BestOrdinals best, long compared) {}

  private final LeafReader reader;
  private final FixedBitSet accepted;
  private final int cardinality;
  private final Timeout timeout;

  /**
   * Over one segment.
   *
   * @param accepted null for all
   * @param cardinality how many are accepted
   */
  public NearestVectors(LeafReader reader, FixedBitSet accepted, int cardinality, Timeout timeout) {
    this.reader = reader;
    this.accepted = accepted;
    this.cardinality = cardinality;
    this.timeout = timeout;
  }

  /**
   * The k best, or all there are.
   *
   * @param oversampling how many a walk gathers for each that is wanted
   * @param exact whether to compare with every vector
   */
  public Nearest search(String field, float[] query, int k, int oversampling, boolean exact)
      throws IOException {
    FloatVectorValues values = reader.getFloatVectorValues(field);
    if (values == null || cardinality == 0) {
      return new Nearest(new BestOrdinals(1), 0);
    }
    int reachable = Math.min(values.size(), cardinality);
    int wanted = Math.min(k, reachable);
    WalkPlan plan = WalkPlan.of(values.size(), reachable, wanted, oversampling);
    if (exact || !plan.worthwhile()) {
      return scan(values, query, wanted, 0);
    }
    Walk walk = new Walk(plan.breadth(), plan.limit(), timeout);
    Optional<int[]> found = walked(walk, field, query, plan.breadth());
    return found.isPresent()
        ? new Nearest(rescored(values, query, wanted, found.get()), walk.visitedCount())
        : scan(values, query, wanted, walk.visitedCount());
  }

  /** The nearest by the graph, ascending by ordinal; empty if it is no use. */
  private Optional<int[]> walked(Walk walk, String field, float[] query, int breadth)
      throws IOException {
    ScoreDoc[] hits = walk.over(reader, field, query, accepted, cardinality);
    if (hits.length < breadth && !timeout.hit()) {
      return Optional.empty();
    }
    int[] found = new int[hits.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = hits[i].doc;
    }
    Arrays.sort(found);
    return Optional.of(found);
  }

  private static BestOrdinals rescored(
      FloatVectorValues values, float[] query, int k, int[] ordinals) throws IOException {
    BestOrdinals best = new BestOrdinals(k);
    DocIndexIterator iterator = values.iterator();
    for (int ordinal : ordinals) {
      iterator.advance(ordinal);
      best.offer(ordinal, Vectors.dot(query, values.vectorValue(iterator.index())));
    }
    return best;
  }

  private Nearest scan(FloatVectorValues values, float[] query, int k, long before)
      throws IOException {
    BestOrdinals best = new BestOrdinals(k);
    DocIndexIterator iterator = values.iterator();
    int seen = 0;
    for (int doc = iterator.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = iterator.nextDoc()) {
      if (accepted != null && !accepted.get(doc)) {
        continue;
      }
      if (seen++ % CLOCK_EVERY == 0 && timeout.shouldExit()) {
        break;
      }
      best.offer(doc, Vectors.dot(query, values.vectorValue(iterator.index())));
    }
    return new Nearest(best, before + seen);
  }
}
