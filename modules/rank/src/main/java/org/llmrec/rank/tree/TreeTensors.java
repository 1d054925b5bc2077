package org.llmrec.rank.tree;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.rank.tensor.Tensor;

/**
 * A forest as named tensors, to lie in a file of {@link org.llmrec.rank.tensor.SafeTensors} beside
 * others: every name begins with the prefix that the caller chooses. Stateless, hence thread-safe.
 *
 * <p>For {@code T} trees, {@code N} splits and {@code L} leaves there are {@code shape} ({@code
 * I32[1]}: how many numbers a row holds), {@code base} ({@code F32[1]}), {@code roots} ({@code
 * I32[T]}), {@code feature}, {@code missing-left}, {@code left}, {@code right} ({@code I32[N]}),
 * {@code threshold} ({@code F32[N]}), {@code value} and {@code cover} ({@code F32[L]}). A reference
 * to a leaf is the complement of its number, hence negative.
 */
public final class TreeTensors {
  private static final String ADVICE = "restore the file from where it came, or train again";

  private TreeTensors() {}

  /**
   * The tensors of a forest, by name. They share its arrays and must not be changed.
   *
   * @param prefix of every name, such as {@code "trees."}
   */
  public static Map<String, Tensor> of(Trees trees, String prefix) {
    FlatTrees flat = trees.flat();
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put(prefix + "shape", Tensor.Ints.vector(new int[] {flat.features()}));
    tensors.put(prefix + "base", Tensor.Floats.vector(new float[] {flat.base()}));
    tensors.put(prefix + "roots", Tensor.Ints.vector(flat.roots()));
    tensors.put(prefix + "feature", Tensor.Ints.vector(flat.feature()));
    tensors.put(prefix + "threshold", Tensor.Floats.vector(flat.threshold()));
    tensors.put(prefix + "missing-left", Tensor.Ints.vector(flat.missingLeft()));
    tensors.put(prefix + "left", Tensor.Ints.vector(flat.left()));
    tensors.put(prefix + "right", Tensor.Ints.vector(flat.right()));
    tensors.put(prefix + "value", Tensor.Floats.vector(flat.value()));
    tensors.put(prefix + "cover", Tensor.Floats.vector(flat.cover()));
    return tensors;
  }

  /**
   * Takes a forest out of the tensors of a file. Tensors with other names are left alone.
   *
   * @param file for the message
   * @param tensors not to be changed any more
   * @param prefix of every name
   * @throws CorruptFileException if a tensor is missing or of another type, or if they are not
   *     trees: a child out of range, a cycle, a threshold that is no number, a feature that a row
   *     does not have
   */
  public static Trees read(Path file, Map<String, Tensor> tensors, String prefix) {
    try {
      return read(tensors, prefix);
    } catch (Damage e) {
      throw new CorruptFileException(FileCode.BUNDLE_DAMAGED, file, e.expected, e.found, ADVICE);
    }
  }

  /**
   * The same where the caller names the file.
   *
   * @throws IllegalArgumentException if a tensor is missing or of another type, or if they are not
   *     trees, with what was expected and found
   */
  public static Trees read(Map<String, Tensor> tensors, String prefix) {
    int[] shape = ints(tensors, prefix + "shape");
    float[] base = floats(tensors, prefix + "base");
    if (shape.length != 1 || base.length != 1) {
      throw new Damage(
          "1 number in each of the tensors " + prefix + "shape and " + prefix + "base",
          shape.length + " and " + base.length);
    }
    int[] roots = ints(tensors, prefix + "roots");
    int[] feature = ints(tensors, prefix + "feature");
    float[] threshold = floats(tensors, prefix + "threshold");
    int[] missingLeft = ints(tensors, prefix + "missing-left");
    int[] left = ints(tensors, prefix + "left");
    int[] right = ints(tensors, prefix + "right");
    float[] value = floats(tensors, prefix + "value");
    float[] cover = floats(tensors, prefix + "cover");
    try {
      return new Trees(
          new FlatTrees(
              shape[0],
              base[0],
              roots,
              feature,
              threshold,
              missingLeft,
              left,
              right,
              value,
              cover));
    } catch (IllegalArgumentException e) {
      throw new Damage("trees in the tensors " + prefix + "*", "otherwise: " + e.getMessage());
    }
  }

  private static int[] ints(Map<String, Tensor> tensors, String name) {
    if (tensors.get(name) instanceof Tensor.Ints found && found.shape().size() == 1) {
      return found.values();
    }
    throw new Damage("tensor " + name + " as a vector of I32", found(tensors, name));
  }

  private static float[] floats(Map<String, Tensor> tensors, String name) {
    if (tensors.get(name) instanceof Tensor.Floats found && found.shape().size() == 1) {
      return found.values();
    }
    throw new Damage("tensor " + name + " as a vector of F32", found(tensors, name));
  }

  private static String found(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    return tensor == null ? "no such tensor" : tensor.toString();
  }

  /** What is wrong, before it is known in which file. */
  private static final class Damage extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String expected;
    private final String found;

    Damage(String expected, String found) {
      super("expected " + expected + ", found " + found);
      this.expected = expected;
      this.found = found;
    }
  }
}
