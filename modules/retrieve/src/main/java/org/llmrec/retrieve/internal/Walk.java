package org.llmrec.retrieve.internal;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * One walk through a graph of vectors. Unlike Lucene's query it has a limit of its own, and does
 * not go on to compare coded vectors when it reaches it.
 */
final class Walk extends KnnCollector.Decorator {
  private final Timeout timeout;
  private final FixedBitSet few;
  private final TopKnnCollector best;

  /**
   * A walk.
   *
   * @param breadth how many it gathers
   * @param limit how many it visits at most
   */
  Walk(int breadth, int limit, Timeout timeout) {
    this(breadth, limit, timeout, null, 0);
  }

  /**
   * A walk that gathers the best of all that it may find and, besides, the best of some of them. It
   * goes on until it has both.
   *
   * @param breadth how many of all
   * @param limit how many it visits at most
   * @param few some of them; none where null
   * @param fewBreadth how many of these
   */
  Walk(int breadth, int limit, Timeout timeout, FixedBitSet few, int fewBreadth) {
    super(new TopKnnCollector(breadth, limit, KnnSearchStrategy.Hnsw.DEFAULT));
    this.timeout = timeout;
    this.few = few;
    this.best =
        few == null ? null : new TopKnnCollector(fewBreadth, limit, KnnSearchStrategy.Hnsw.DEFAULT);
  }

  @Override
  public boolean collect(int doc, float similarity) {
    boolean kept = super.collect(doc, similarity);
    return few != null && few.get(doc) ? kept | best.collect(doc, similarity) : kept;
  }

  @Override
  public float minCompetitiveSimilarity() {
    float least = super.minCompetitiveSimilarity();
    return few == null ? least : Math.min(least, best.minCompetitiveSimilarity());
  }

  @Override
  public boolean earlyTerminated() {
    return super.earlyTerminated() || timeout.shouldExit();
  }

  /** What it gathers; nothing when it reaches its limit, and a part when the time is over. */
  ScoreDoc[] over(
      LeafReader reader, String field, float[] query, FixedBitSet accepted, int cardinality)
      throws IOException {
    AcceptDocs accept =
        accepted == null
            ? AcceptDocs.fromLiveDocs(null, reader.maxDoc())
            : AcceptDocs.fromIteratorSupplier(
                () -> new BitSetIterator(accepted, cardinality), null, reader.maxDoc());
    reader.searchNearestVectors(field, query, this, accept);
    return visitedCount() >= visitLimit() ? new ScoreDoc[0] : topDocs().scoreDocs;
  }

  /** What it gathered of the few, after {@link #over}. */
  ScoreDoc[] ofTheFew() {
    return best.topDocs().scoreDocs;
  }
}
