package org.llmrec.rank;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.rank.tensor.Tensor;

/**
 * What {@code weights.safetensors} holds.
 *
 * @param tower the item tower
 * @param average the average trained user, {@code [dims]}
 * @param sample the ordinals that stand for the negatives in fold-in
 */
@SuppressWarnings("ArrayRecordComponent")
record BundleWeights(ItemTower tower, float[] average, int[] sample) {
  private static final String PRIOR = "foldin.prior";
  private static final String SAMPLE = "foldin.negatives";

  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>(tower.tensors());
    tensors.put(PRIOR, Tensor.Floats.vector(average));
    tensors.put(SAMPLE, Tensor.Ints.vector(sample));
    return tensors;
  }

  /**
   * Takes the tensors that the manifest announces, in those shapes and no others.
   *
   * @param file for the message
   * @throws CorruptFileException if they differ from the manifest
   */
  static BundleWeights of(Path file, BundleManifest manifest, Map<String, Tensor> tensors) {
    Map<String, List<Integer>> expected = shapes(manifest);
    if (!tensors.keySet().equals(expected.keySet())) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          file,
          "the tensors " + expected,
          tensors.values().toString(),
          BundleFiles.ADVICE);
    }
    expected.forEach((name, shape) -> requireShape(file, name, shape, tensors.get(name)));
    List<Dense> layers = new ArrayList<>();
    for (int n = 0; n <= manifest.hidden().size(); n++) {
      layers.add(new Dense(floats(tensors, weight(n)), floats(tensors, bias(n))));
    }
    Map<String, float[]> missing = new LinkedHashMap<>();
    for (String field : manifest.fields()) {
      missing.put(field, floats(tensors, missing(field)).values());
    }
    try {
      return new BundleWeights(
          new ItemTower(manifest.fields(), manifest.fieldDims(), missing, layers),
          floats(tensors, PRIOR).values(),
          ((Tensor.Ints) tensors.get(SAMPLE)).values());
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          file,
          "weights of an item tower",
          e.getMessage(),
          BundleFiles.ADVICE);
    }
  }

  static String weight(int layer) {
    return "item." + layer + ".weight";
  }

  static String bias(int layer) {
    return "item." + layer + ".bias";
  }

  static String missing(String field) {
    return "missing." + field;
  }

  private static Map<String, List<Integer>> shapes(BundleManifest manifest) {
    Map<String, List<Integer>> shapes = new TreeMap<>();
    int width = manifest.fields().size() * manifest.fieldDims();
    List<Integer> outputs = new ArrayList<>(manifest.hidden());
    outputs.add(manifest.dims());
    for (int n = 0; n < outputs.size(); n++) {
      shapes.put(weight(n), List.of(outputs.get(n), width));
      shapes.put(bias(n), List.of(outputs.get(n)));
      width = outputs.get(n);
    }
    manifest.fields().forEach(f -> shapes.put(missing(f), List.of(manifest.fieldDims())));
    shapes.put(PRIOR, List.of(manifest.dims()));
    shapes.put(SAMPLE, List.of(Math.min(manifest.items(), manifest.foldIn().sample())));
    return shapes;
  }

  private static void requireShape(Path file, String name, List<Integer> shape, Tensor found) {
    String dtype = name.equals(SAMPLE) ? "I32" : "F32";
    if (!found.shape().equals(shape) || !found.dtype().equals(dtype)) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          file,
          "tensor " + name + " as " + dtype + shape,
          found.toString(),
          BundleFiles.ADVICE);
    }
  }

  private static Tensor.Floats floats(Map<String, Tensor> tensors, String name) {
    return (Tensor.Floats) tensors.get(name);
  }
}
