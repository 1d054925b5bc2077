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
  private VectorCodec() {}

  /** The codec to write with. */
  public static Codec of(VectorEncoding encoding) {
    Optional<KnnVectorsFormat> format =
        scalar(encoding)
            .map(
                scalar ->
                    new Lucene104HnswScalarQuantizedVectorsFormat(
                        scalar,
                        Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
                        Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH));
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return format.orElseGet(() -> super.getKnnVectorsFormatForField(field));
      }
    };
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
