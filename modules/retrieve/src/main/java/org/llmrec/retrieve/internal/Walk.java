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

  /**
   * A walk.
   *
   * @param breadth how many it gathers
   * @param limit how many it visits at most
   */
  Walk(int breadth, int limit, Timeout timeout) {
    super(new TopKnnCollector(breadth, limit, KnnSearchStrategy.Hnsw.DEFAULT));
    this.timeout = timeout;
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
}
