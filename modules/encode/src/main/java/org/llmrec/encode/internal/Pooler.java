package org.llmrec.encode.internal;

import java.nio.FloatBuffer;
import org.llmrec.core.vector.Vectors;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.Pooling;

/**
 * The vectors of a text's word pieces to one, as the manifest says. Immutable and thread-safe; it
 * reads the buffer by index.
 *
 * @param pooling how
 * @param width of a piece's vector
 * @param dims of the text's vector, the first of those
 * @param normalise whether it is scaled to length 1
 */
record Pooler(Pooling pooling, int width, int dims, boolean normalise) {

  static Pooler of(EncoderManifest manifest) {
    return new Pooler(manifest.pooling(), manifest.width(), manifest.dims(), manifest.normalise());
  }

  /**
   * Pools one text.
   *
   * @param hidden {@code [.., width]}, a row per piece
   * @param first the row of the text's first piece
   * @param pieces how many are its own, at least 1
   */
  float[] pool(FloatBuffer hidden, int first, int pieces) {
    float[] pooled = new float[dims];
    hidden.get(first * width, pooled);
    int read = pooling == Pooling.CLS ? 1 : pieces;
    float[] piece = new float[dims];
    for (int p = 1; p < read; p++) {
      hidden.get((first + p) * width, piece);
      if (pooling == Pooling.MAX) {
        for (int i = 0; i < dims; i++) {
          pooled[i] = Math.max(pooled[i], piece[i]);
        }
      } else {
        for (int i = 0; i < dims; i++) {
          pooled[i] += piece[i];
        }
      }
    }
    if (pooling == Pooling.MEAN) {
      for (int i = 0; i < dims; i++) {
        pooled[i] /= pieces;
      }
    }
    return normalise ? Vectors.normalise(pooled) : pooled;
  }
}
