package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.FixedBitSet;
import org.llmrec.core.vector.Vectors;

/**
 * The items whose vectors have the highest inner product with a query's.
 *
 * <p>Small sets are scanned, which is exact and no slower; larger ones are searched by Lucene's
 * HNSW graph, which may miss some. A graph walk under a filter can end with fewer than asked for
 * although there are more: then the set is scanned after all. All scores are inner products
 * computed again from the full vectors.
 */
public final class NearestVectors {
  /** Scanning this many takes about as long as a walk through the graph. */
  public static final int SCAN_UP_TO = 2_000;

  /** A walk for fewer finds too few of the true best: at 10 one in six was missed, at 100 none. */
  private static final int WALK_FOR = 100;

  private static final int CLOCK_EVERY = 256;

  private final LeafReader reader;
  private final IndexSearcher searcher;
  private final FixedBitSet accepted;
  private final int cardinality;
  private final Timeout timeout;

  /**
   * Over one segment.
   *
   * @param accepted null for all
   * @param cardinality how many are accepted
   */
  public NearestVectors(
      LeafReader reader,
      IndexSearcher searcher,
      FixedBitSet accepted,
      int cardinality,
      Timeout timeout) {
    this.reader = reader;
    this.searcher = searcher;
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
  public BestOrdinals search(String field, float[] query, int k, int oversampling, boolean exact)
      throws IOException {
    FloatVectorValues values = reader.getFloatVectorValues(field);
    if (values == null || cardinality == 0) {
      return new BestOrdinals(1);
    }
    int reachable = Math.min(values.size(), cardinality);
    int wanted = Math.min(k, reachable);
    int breadth = (int) Math.min(reachable, Math.max((long) wanted * oversampling, WALK_FOR));
    if (exact || reachable <= Math.max(breadth, SCAN_UP_TO)) {
      return scan(values, query, wanted);
    }
    BestOrdinals walked = walk(values, field, query, wanted, breadth);
    return walked.size() < wanted && !timeout.hit() ? scan(values, query, wanted) : walked;
  }

  BestOrdinals walk(FloatVectorValues values, String field, float[] query, int k, int breadth)
      throws IOException {
    KnnFloatVectorQuery nearest =
        accepted == null
            ? new KnnFloatVectorQuery(field, query, breadth)
            : new KnnFloatVectorQuery(
                field, query, breadth, new OrdinalsQuery(accepted, cardinality));
    int[] found = new int[breadth];
    int n = 0;
    for (ScoreDoc hit : searcher.search(nearest, breadth).scoreDocs) {
      found[n++] = hit.doc;
    }
    Arrays.sort(found, 0, n);
    BestOrdinals best = new BestOrdinals(k);
    DocIndexIterator iterator = values.iterator();
    for (int i = 0; i < n; i++) {
      iterator.advance(found[i]);
      best.offer(found[i], Vectors.dot(query, values.vectorValue(iterator.index())));
    }
    return best;
  }

  BestOrdinals scan(FloatVectorValues values, float[] query, int k) throws IOException {
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
    return best;
  }
}
