package org.llmrec.rank.mlp;

import java.util.List;
import java.util.Map;
import org.llmrec.rank.Dense;
import org.llmrec.rank.tensor.Tensor;

/** Whether weights make a network, and whether what goes in fits. */
final class MlpChecks {
  private MlpChecks() {}

  /** Refuses layers that do not fit together, are not finite, or end in another width than 1. */
  static void check(List<Dense> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("expected one layer at least, found none");
    }
    int width = layers.getFirst().in();
    for (int n = 0; n < layers.size(); n++) {
      Dense layer = layers.get(n);
      width("inputs of layer " + n, width, layer.in());
      finite("the weight of layer " + n, layer.weight());
      finite("the bias of layer " + n, layer.bias());
      width = layer.out();
    }
    width("outputs of the last layer", 1, width);
  }

  /** A tensor that has to be there and to hold floats. */
  static Tensor.Floats floats(Map<String, ? extends Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor instanceof Tensor.Floats floats) {
      return floats;
    }
    throw new IllegalArgumentException(
        "expected a tensor of 32-bit floats named "
            + name
            + ", found "
            + (tensor == null ? "the tensors " + tensors.keySet() : tensor));
  }

  static void width(String what, int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException("expected " + expected + " " + what + ", found " + found);
    }
  }

  /** Refuses a number of candidates that the arrays have no room for. */
  static void room(int count, int[] ordinals, float[] scores) {
    if (count < 0 || count > ordinals.length || count > scores.length) {
      throw new IndexOutOfBoundsException(
          "expected ordinals and scores for "
              + count
              + " candidates, found room for "
              + ordinals.length
              + " and "
              + scores.length);
    }
  }

  private static void finite(String what, Tensor.Floats tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!Float.isFinite(tensor.values()[i])) {
        throw new IllegalArgumentException(
            what + " must be finite, found " + tensor.values()[i] + " at position " + i);
      }
    }
  }
}
