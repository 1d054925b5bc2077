package org.llmrec.rank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.llmrec.rank.tensor.Tensor;

/** Whether weights make a tower. */
final class TowerChecks {
  private TowerChecks() {}

  /**
   * Refuses what does not fit together.
   *
   * @return the stand-ins for missing fields, in the order of the fields
   * @throws IllegalArgumentException with what was expected and found
   */
  static List<float[]> check(
      List<String> fields, int fieldDims, Map<String, float[]> missing, List<Dense> layers) {
    if (fields.isEmpty() || new HashSet<>(fields).size() != fields.size()) {
      throw new IllegalArgumentException(
          "expected one or more fields, none of them twice, found " + fields);
    }
    if (fieldDims < 1 || layers.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a positive text width and a layer, found width "
              + fieldDims
              + " and "
              + layers.size()
              + " layers");
    }
    int width = Math.multiplyExact(fields.size(), fieldDims);
    for (Dense layer : layers) {
      if (layer.in() != width) {
        throw new IllegalArgumentException(
            "expected a layer that takes "
                + width
                + " numbers, found one that takes "
                + layer.in());
      }
      width = layer.out();
      requireFinite("a weight", layer.weight());
      requireFinite("a bias", layer.bias());
    }
    if (!missing.keySet().equals(new HashSet<>(fields))) {
      throw new IllegalArgumentException(
          "expected a vector for a missing value of each field of "
              + fields
              + ", found those of "
              + missing.keySet());
    }
    List<float[]> ordered = new ArrayList<>();
    for (String field : fields) {
      float[] vector = missing.get(field);
      if (vector.length != fieldDims) {
        throw new IllegalArgumentException(
            "expected "
                + fieldDims
                + " numbers for a missing "
                + field
                + ", found "
                + vector.length);
      }
      requireFinite("a missing " + field, Tensor.Floats.vector(vector));
      ordered.add(vector);
    }
    return Collections.unmodifiableList(ordered);
  }

  private static void requireFinite(String what, Tensor.Floats tensor) {
    for (float value : tensor.values()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(what + " must be finite, found " + value);
      }
    }
  }
}
