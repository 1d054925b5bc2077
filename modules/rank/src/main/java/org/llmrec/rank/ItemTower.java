package org.llmrec.rank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.rank.tensor.Tensor;

/**
 * The half of the two-tower ranker that sees an item's texts: the text vectors of its fields laid
 * end to end, through a perceptron whose hidden layers end in ReLU, to one vector (LLM-Rec, arXiv
 * 2307.15780).
 *
 * <p>A field that an item lacks is not zero: a vector learnt in training stands in for it.
 *
 * <p>Plain Java in 32-bit floats, added up in a fixed order, so the same input gives the same bits
 * on every machine. Immutable and thread-safe.
 */
public final class ItemTower {
  private final List<String> fields;
  private final int fieldDims;
  private final List<float[]> missing;
  private final List<Dense> layers;
  private final List<float[]> transposed;

  /**
   * From trained weights. The arrays are not copied: the caller stops writing to them.
   *
   * @param fields the fields in the order of the concatenation; not empty, no name twice
   * @param fieldDims the width of one text vector
   * @param missing for every field the vector {@code [fieldDims]} that stands in for a missing one
   * @param layers from the input to the output; the first takes {@code fields * fieldDims} numbers
   * @throws IllegalArgumentException if the widths do not fit together or a number is not finite
   */
  public ItemTower(
      List<String> fields, int fieldDims, Map<String, float[]> missing, List<Dense> layers) {
    this.fields = List.copyOf(fields);
    this.fieldDims = fieldDims;
    this.layers = List.copyOf(layers);
    this.missing = TowerChecks.check(this.fields, fieldDims, missing, this.layers);
    List<float[]> turned = new ArrayList<>();
    for (Dense layer : this.layers) {
      turned.add(layer.transposed());
    }
    this.transposed = Collections.unmodifiableList(turned);
  }

  /** The fields in the order of the concatenation. */
  public List<String> fields() {
    return fields;
  }

  /** The width of one text vector. */
  public int fieldDims() {
    return fieldDims;
  }

  /** The width of the output. */
  public int dims() {
    return layers.getLast().out();
  }

  /** The widths of the hidden layers, none for a linear tower. */
  public List<Integer> hidden() {
    return layers.subList(0, layers.size() - 1).stream().map(Dense::out).toList();
  }

  /**
   * The vector of one item.
   *
   * @param fieldVectors {@code [fields, fieldDims]} in the order of {@link #fields()}; a row that
   *     is null is missing. Not changed
   * @return {@code [dims]}, fresh
   * @throws IllegalArgumentException if there are more or fewer rows, or a row has another width
   */
  public float[] forward(float[][] fieldVectors) {
    if (fieldVectors.length != fields.size()) {
      throw new IllegalArgumentException(
          "expected "
              + fields.size()
              + " vectors for the fields "
              + fields
              + ", found "
              + fieldVectors.length);
    }
    float[] input = new float[fields.size() * fieldDims];
    for (int f = 0; f < fieldVectors.length; f++) {
      float[] vector = fieldVectors[f] == null ? missing.get(f) : fieldVectors[f];
      if (vector.length != fieldDims) {
        throw new IllegalArgumentException(
            "expected "
                + fieldDims
                + " numbers for the field "
                + fields.get(f)
                + ", found "
                + vector.length);
      }
      System.arraycopy(vector, 0, input, f * fieldDims, fieldDims);
    }
    float[] x = input;
    for (int n = 0; n < layers.size(); n++) {
      if (n > 0) {
        relu(x);
      }
      x = apply(layers.get(n), transposed.get(n), x);
    }
    return x;
  }

  /** The weights by the names that they have in a bundle. */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>();
    for (int n = 0; n < layers.size(); n++) {
      tensors.put(BundleWeights.weight(n), layers.get(n).weight());
      tensors.put(BundleWeights.bias(n), layers.get(n).bias());
    }
    for (int f = 0; f < fields.size(); f++) {
      tensors.put(BundleWeights.missing(fields.get(f)), Tensor.Floats.vector(missing.get(f)));
    }
    return tensors;
  }

  /** Four inputs at a time, side by side over the outputs, which the compiler turns into SIMD. */
  private static float[] apply(Dense layer, float[] weight, float[] x) {
    int out = layer.out();
    float[] y = layer.bias().values().clone();
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      float x0 = x[i];
      float x1 = x[i + 1];
      float x2 = x[i + 2];
      float x3 = x[i + 3];
      int r0 = i * out;
      int r1 = r0 + out;
      int r2 = r1 + out;
      int r3 = r2 + out;
      for (int o = 0; o < out; o++) {
        y[o] +=
            (x0 * weight[r0 + o] + x1 * weight[r1 + o])
                + (x2 * weight[r2 + o] + x3 * weight[r3 + o]);
      }
    }
    for (; i < x.length; i++) {
      for (int o = 0; o < out; o++) {
        y[o] += x[i] * weight[i * out + o];
      }
    }
    return y;
  }

  private static void relu(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
  }
}
