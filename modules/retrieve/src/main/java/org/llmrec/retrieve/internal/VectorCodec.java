package org.llmrec.retrieve.internal;

import java.util.Optional;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.llmrec.retrieve.VectorEncoding;

/**
 * Lucene's own codec with another format for vectors, which an index names field by field: reading
 * needs nothing of ours.
 */
public final class VectorCodec {
  /**
   * Twice Lucene's own. Tower vectors differ in length, and a graph by inner products leads to the
   * long ones: with 16 links no walk, however broad, found the last few of a hundred.
   */
  private static final int TOWER_LINKS = 32;

  private VectorCodec() {}

  /** The codec to write with. */
  public static Codec of(VectorEncoding encoding) {
    Optional<ScalarEncoding> scalar = scalar(encoding);
    KnnVectorsFormat texts = format(scalar, Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN);
    KnnVectorsFormat towers = format(scalar, TOWER_LINKS);
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return field.equals(IndexFields.TOWER) ? towers : texts;
      }
    };
  }

  private static KnnVectorsFormat format(Optional<ScalarEncoding> scalar, int links) {
    int beam = Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH;
    return scalar.isEmpty()
        ? new Lucene99HnswVectorsFormat(links, beam)
        : new Lucene104HnswScalarQuantizedVectorsFormat(scalar.get(), links, beam);
  }

  private static Optional<ScalarEncoding> scalar(VectorEncoding encoding) {
    return switch (encoding) {
      case FLOAT -> Optional.empty();
      case INT8 -> Optional.of(ScalarEncoding.UNSIGNED_BYTE);
      case INT4 -> Optional.of(ScalarEncoding.PACKED_NIBBLE);
      case BIT -> Optional.of(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);
    };
  }
}
