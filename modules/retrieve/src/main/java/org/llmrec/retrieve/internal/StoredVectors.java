package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.llmrec.core.vector.Vectors;

/** Reads the index's vectors at full precision. */
public final class StoredVectors {
  private StoredVectors() {}

  /** A copy of one item's vector, if it has one. */
  public static Optional<float[]> read(LeafReader leaf, String field, int ordinal)
      throws IOException {
    FloatVectorValues values = leaf.getFloatVectorValues(field);
    if (values == null) {
      return Optional.empty();
    }
    DocIndexIterator at = values.iterator();
    return at.advance(ordinal) == ordinal
        ? Optional.of(values.vectorValue(at.index()).clone())
        : Optional.empty();
  }

  /**
   * Cosines with some items' vectors.
   *
   * @param field one that some item has
   * @param unit the other vector, of length 1
   * @param ordinals ascending, so that one pass over the file does
   * @param result where each goes; left as it is where the item has no vector or the zero vector
   * @throws IllegalArgumentException if the ordinals do not ascend
   */
  public static void cosines(
      LeafReader leaf, String field, float[] unit, int[] ordinals, float[] result)
      throws IOException {
    FloatVectorValues values = leaf.getFloatVectorValues(field);
    DocIndexIterator at = values.iterator();
    for (int i = 0; i < ordinals.length; i++) {
      if (i > 0 && ordinals[i] <= ordinals[i - 1]) {
        throw new IllegalArgumentException(
            "ordinals must ascend: " + ordinals[i - 1] + ", " + ordinals[i]);
      }
      if (at.docID() < ordinals[i] && at.docID() != DocIdSetIterator.NO_MORE_DOCS) {
        at.advance(ordinals[i]);
      }
      if (at.docID() == ordinals[i]) {
        float[] vector = values.vectorValue(at.index());
        // Text vectors were brought to length 1 when they were indexed.
        double norm = field.equals(IndexFields.TEXT) ? 1 : Math.sqrt(Vectors.dot(vector, vector));
        if (norm > 0) {
          result[i] = (float) (Vectors.dot(unit, vector) / norm);
        }
      }
    }
  }
}
