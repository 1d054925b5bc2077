package org.llmrec.retrieve.internal;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.llmrec.retrieve.VectorEncoding;

/**
 * Lucene's own codec with another format for vectors, which an index names field by field: reading
 * needs nothing of ours. Builds graphs when all segments are merged to one, on as many threads as
 * asked for. Owns these threads.
 */
public final class VectorCodec implements AutoCloseable {
  /**
   * Three times Lucene's own. Tower vectors differ in length, and a graph by inner products leads
   * to the long ones: broader walks gain less than more links, which take longer to build. Graphs
   * by cosine, or by inner products made cosines through one more dimension (Bachrach et al.,
   * RecSys 2014), found far fewer; so did one by distance, asked with so long a query that the
   * nearest have the greatest inner products.
   */
  private static final int TOWER_LINKS = 48;

  private static final int BEAM = Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH;

  /** More vectors than any segment has. */
  private static final int NO_GRAPH = Integer.MAX_VALUE;

  private final Optional<ScalarEncoding> scalar;
  private final int threads;
  private final ExecutorService others;

  /**
   * To write with.
   *
   * @param threads that build a graph, the one that merges among them
   */
  public VectorCodec(VectorEncoding encoding, int threads) {
    this.scalar = scalar(encoding);
    this.threads = threads;
    this.others =
        threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, VectorCodec::named);
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "llmrec-graph");
    thread.setDaemon(true);
    return thread;
  }

  /** The codec; good until this is closed. */
  public Codec codec() {
    KnnVectorsFormat texts = format(Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN);
    KnnVectorsFormat towers = format(TOWER_LINKS);
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return field.equals(IndexFields.TOWER) ? towers : texts;
      }
    };
  }

  private KnnVectorsFormat format(int links) {
    return new GraphsAtLast(
        format(links, 1, null, NO_GRAPH),
        format(links, threads, others, Lucene99HnswVectorsFormat.HNSW_GRAPH_THRESHOLD));
  }

  private KnnVectorsFormat format(int links, int workers, ExecutorService on, int graphFrom) {
    return scalar.isEmpty()
        ? new Lucene99HnswVectorsFormat(links, BEAM, workers, on, graphFrom)
        : new Lucene104HnswScalarQuantizedVectorsFormat(
            scalar.get(), links, BEAM, workers, on, graphFrom);
  }

  private static Optional<ScalarEncoding> scalar(VectorEncoding encoding) {
    return switch (encoding) {
      case FLOAT -> Optional.empty();
      case INT8 -> Optional.of(ScalarEncoding.UNSIGNED_BYTE);
      case INT4 -> Optional.of(ScalarEncoding.PACKED_NIBBLE);
      case BIT -> Optional.of(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);
    };
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdownNow();
    }
  }
}
