package org.llmrec.rank;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.rank.tensor.Tensor;

/**
 * The self-test of a bundle: texts of a few items with the item vectors that the writer computed
 * from them, and the user vector that it folded in from those items. Whoever opens the bundle
 * computes them again, so a ranker that would answer differently from the one that was trained is
 * found before its first answer.
 */
final class BundleProbe {
  private static final int ITEMS = 8;

  /** How far a number may be off: far above rounding, far below anything that reorders a list. */
  private static final double TOLERANCE = 1e-4;

  private static final String PRESENT = "probe.present";
  private static final String INPUT = "probe.input";
  private static final String OUTPUT = "probe.output";
  private static final String MISSING = "probe.missing";
  private static final String USER = "probe.user";

  private BundleProbe() {}

  /** Items spread evenly over the catalogue, first and last among them. */
  static int[] ordinals(int items) {
    int count = Math.min(ITEMS, items);
    int[] ordinals = new int[count];
    for (int i = 1; i < count; i++) {
      ordinals[i] = (int) ((long) i * (items - 1) / (count - 1));
    }
    return ordinals;
  }

  /** Computes what the opener is to compute again. */
  static Map<String, Tensor> record(ItemTower tower, ItemTexts items, UserFoldIn foldIn) {
    int[] ordinals = ordinals(items.size());
    int fields = tower.fields().size();
    int width = tower.fieldDims();
    int[] present = new int[ordinals.length * fields];
    float[] input = new float[present.length * width];
    float[] output = new float[ordinals.length * tower.dims()];
    for (int i = 0; i < ordinals.length; i++) {
      float[][] vectors = items.fields(ordinals[i]);
      for (int f = 0; f < fields; f++) {
        if (vectors[f] != null) {
          present[i * fields + f] = 1;
          System.arraycopy(vectors[f], 0, input, (i * fields + f) * width, width);
        }
      }
      System.arraycopy(tower.forward(vectors), 0, output, i * tower.dims(), tower.dims());
    }
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put(PRESENT, new Tensor.Ints(List.of(ordinals.length, fields), present));
    tensors.put(INPUT, new Tensor.Floats(List.of(ordinals.length, fields, width), input));
    tensors.put(OUTPUT, Tensor.Floats.matrix(ordinals.length, tower.dims(), output));
    tensors.put(MISSING, Tensor.Floats.vector(tower.forward(new float[fields][])));
    tensors.put(USER, Tensor.Floats.vector(foldIn.foldIn(ordinals)));
    return tensors;
  }

  /**
   * Computes everything again.
   *
   * @param file the probe's file, for the message
   * @throws CorruptFileException if anything comes out differently
   */
  static void test(Path file, Map<String, Tensor> probe, Ranker ranker) {
    ItemTower tower = ranker.itemTower();
    int[] ordinals = ordinals(ranker.items());
    int fields = tower.fields().size();
    int width = tower.fieldDims();
    int[] present =
        probe.get(PRESENT) instanceof Tensor.Ints ints
                && ints.shape().equals(List.of(ordinals.length, fields))
            ? ints.values()
            : fail(file, PRESENT, probe);
    float[] input = floats(file, probe, INPUT, List.of(ordinals.length, fields, width));
    float[] output = floats(file, probe, OUTPUT, List.of(ordinals.length, tower.dims()));
    for (int i = 0; i < ordinals.length; i++) {
      List<float[]> vectors = new ArrayList<>();
      for (int f = 0; f < fields; f++) {
        int row = i * fields + f;
        vectors.add(present[row] == 0 ? null : slice(input, row, width));
      }
      float[] expected = slice(output, i, tower.dims());
      String what = "item " + ranker.itemId(ordinals[i]);
      compare(file, what, expected, tower.forward(vectors.toArray(float[][]::new)));
      compare(file, "the stored " + what, expected, ranker.itemVector(ordinals[i]));
    }
    List<Integer> vector = List.of(tower.dims());
    float[] missing = floats(file, probe, MISSING, vector);
    compare(file, "an item without texts", missing, tower.forward(new float[fields][]));
    float[] user = floats(file, probe, USER, vector);
    compare(file, "the folded-in user", user, ranker.foldIn(ordinals));
  }

  private static void compare(Path file, String what, float[] expected, float[] found) {
    for (int d = 0; d < expected.length; d++) {
      if (!(Math.abs(expected[d] - found[d]) <= TOLERANCE)) {
        throw new CorruptFileException(
            FileCode.SELF_TEST_FAILED,
            file,
            "the self-test to give " + expected[d] + " in place " + d + " of " + what,
            String.valueOf(found[d]),
            BundleFiles.ADVICE);
      }
    }
  }

  private static float[] floats(
      Path file, Map<String, Tensor> probe, String name, List<Integer> shape) {
    if (probe.get(name) instanceof Tensor.Floats floats && floats.shape().equals(shape)) {
      return floats.values();
    }
    throw new CorruptFileException(
        FileCode.BUNDLE_DAMAGED,
        file,
        "tensor " + name + " of shape " + shape,
        probe.values().toString(),
        BundleFiles.ADVICE);
  }

  private static int[] fail(Path file, String name, Map<String, Tensor> probe) {
    throw new CorruptFileException(
        FileCode.BUNDLE_DAMAGED,
        file,
        "tensor " + name,
        probe.values().toString(),
        BundleFiles.ADVICE);
  }

  private static float[] slice(float[] rows, int row, int width) {
    float[] slice = new float[width];
    System.arraycopy(rows, row * width, slice, 0, width);
    return slice;
  }
}
