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
import org.llmrec.retrieve.VectorEncoding;

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

  /**
   * What one walk found.
   *
   * @param all of all that may be found
   * @param few of some of them
   */
  public record Both(Nearest all, Nearest few) {}

  /**
   * Some of those that may be found.
   *
   * @param bits which
   * @param count how many they are
   * @param k how many of them are wanted
   */
  public record Few(FixedBitSet bits, int count, int k) {}

  private final LeafReader reader;
  private final VectorEncoding vectors;
  private final FixedBitSet accepted;
  private final int cardinality;
  private final Timeout timeout;

  /**
   * Over one segment.
   *
   * @param vectors how they are coded that a walk compares
   * @param accepted null for all
   * @param cardinality how many are accepted
   */
  public NearestVectors(
      LeafReader reader,
      VectorEncoding vectors,
      FixedBitSet accepted,
      int cardinality,
      Timeout timeout) {
    this.reader = reader;
    this.vectors = vectors;
    this.accepted = accepted;
    this.cardinality = cardinality;
    this.timeout = timeout;
  }

  /**
   * The k best, or all there are.
   *
   * @param exact whether to compare with every vector
   */
  public Nearest search(String field, float[] query, int k, boolean exact) throws IOException {
    FloatVectorValues values = reader.getFloatVectorValues(field);
    if (values == null || cardinality == 0) {
      return new Nearest(new BestOrdinals(1), 0);
    }
    int reachable = Math.min(values.size(), cardinality);
    int wanted = Math.min(k, reachable);
    WalkPlan plan = plan(field, values.size(), reachable, wanted);
    if (exact || !plan.worthwhile()) {
      return scan(values, query, wanted, 0);
    }
    Walk walk = new Walk(plan.breadth(), plan.limit(), timeout);
    Optional<int[]> found = walked(walk, field, query, plan.breadth(), wanted);
    return found.isPresent()
        ? new Nearest(rescored(values, query, wanted, found.get()), walk.visitedCount())
        : scan(values, query, wanted, walk.visitedCount());
  }

  /**
   * The k best, and the best of some, both by one walk: a walk to the best of some passes better
   * ones on its way, as Lucene goes through all that is near and only gathers what is accepted.
   *
   * @return empty where two searches are the better way, or the walk was given up
   */
  public Optional<Both> searchBoth(String field, float[] query, int k, Few few) throws IOException {
    FloatVectorValues values = reader.getFloatVectorValues(field);
    if (values == null || cardinality == 0 || few.count() == 0) {
      return Optional.empty();
    }
    int reachable = Math.min(values.size(), cardinality);
    int fewReachable = Math.min(values.size(), few.count());
    int wanted = Math.min(k, reachable);
    int fewWanted = Math.min(few.k(), fewReachable);
    WalkPlan plan = plan(field, values.size(), reachable, wanted);
    WalkPlan fewPlan = plan(field, values.size(), fewReachable, fewWanted);
    if (!plan.worthwhile() || !fewPlan.worthwhile()) {
      return Optional.empty();
    }
    Walk walk = new Walk(plan.breadth(), fewPlan.limit(), timeout, few.bits(), fewPlan.breadth());
    Optional<int[]> found = walked(walk, field, query, plan.breadth(), wanted);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Optional<int[]> fewFound = ascending(walk.ofTheFew(), fewPlan.breadth(), fewWanted);
    if (fewFound.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Both(
            new Nearest(rescored(values, query, wanted, found.get()), walk.visitedCount()),
            new Nearest(rescored(values, query, fewWanted, fewFound.get()), walk.visitedCount())));
  }

  private WalkPlan plan(String field, int size, int reachable, int wanted) {
    int oversampling =
        field.equals(IndexFields.TOWER) ? vectors.towerOversampling() : vectors.textOversampling();
    return WalkPlan.of(field, size, reachable, wanted, oversampling);
  }

  /** The nearest by the graph, ascending by ordinal; empty if it is no use. */
  private Optional<int[]> walked(Walk walk, String field, float[] query, int breadth, int wanted)
      throws IOException {
    return ascending(walk.over(reader, field, query, accepted, cardinality), breadth, wanted);
  }

  private Optional<int[]> ascending(ScoreDoc[] hits, int breadth, int wanted) {
    if (hits.length < breadth && !timeout.hit()) {
      return Optional.empty();
    }
    // Where the walk compared the full vectors, its own order says which the best are.
    int kept = vectors == VectorEncoding.FLOAT ? Math.min(wanted, hits.length) : hits.length;
    int[] found = new int[kept];
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
