package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.llmrec.core.vector.VectorFile;

/**
 * The catalogue's centred text vectors in native memory.
 *
 * <p>Needs {@code 4 * N * fields * fieldDims} bytes, owned by the manager it was loaded with.
 */
public final class TextInput {
  private static final int BLOCK = 4096;

  private final NDArray vectors;
  private final NDArray missing;
  private final List<Centring> centrings;

  private TextInput(NDArray vectors, NDArray missing, List<Centring> centrings) {
    this.vectors = vectors;
    this.missing = missing;
    this.centrings = List.copyOf(centrings);
  }

  /**
   * Reads the vectors.
   *
   * @param items the rows, in this order
   */
  public static TextInput load(
      NDManager manager, List<String> items, Map<String, VectorFile> fields) {
    int n = items.size();
    List<VectorFile> files = List.copyOf(fields.values());
    List<int[]> rows = new ArrayList<>();
    List<Centring> centrings = new ArrayList<>();
    for (VectorFile file : files) {
      int[] rowOf = items.stream().mapToInt(file::row).toArray();
      rows.add(rowOf);
      centrings.add(Centring.of(file, rowOf));
    }
    float[] absent = new float[Math.multiplyExact(n, files.size())];
    int width = files.get(0).dims();
    int columns = Math.multiplyExact(files.size(), width);
    NDArray vectors = manager.zeros(new Shape(n, columns), DataType.FLOAT32);
    for (int start = 0; start < n; start += BLOCK) {
      int end = Math.min(n, start + BLOCK);
      float[] block = new float[(end - start) * columns];
      for (int f = 0; f < files.size(); f++) {
        for (int i = start; i < end; i++) {
          int row = rows.get(f)[i];
          if (row < 0) {
            absent[i * files.size() + f] = 1;
          } else {
            int at = (i - start) * columns + f * width;
            centrings.get(f).read(files.get(f), row, block, at);
          }
        }
      }
      try (NDManager step = manager.newSubManager()) {
        vectors.set(
            new NDIndex(start + ":" + end), step.create(block, new Shape(end - start, columns)));
      }
    }
    return new TextInput(vectors, manager.create(absent, new Shape(n, files.size())), centrings);
  }

  /** {@code [N, fields * fieldDims]}; zero where a field is missing. */
  public NDArray vectors() {
    return vectors;
  }

  /** {@code [N, fields]}: 1 where an item lacks the field, else 0. */
  public NDArray missing() {
    return missing;
  }

  /** Per field what was done to its vectors. */
  List<Centring> centrings() {
    return centrings;
  }

  /** Whether any item lacks any field. */
  public boolean hasMissing() {
    return centrings.stream().anyMatch(field -> field.missing() > 0);
  }

  /** How many items. */
  public int items() {
    return (int) vectors.getShape().get(0);
  }

  /** How many fields. */
  public int fields() {
    return centrings.size();
  }

  /** The width of one field's vectors. */
  public int fieldDims() {
    return centrings.get(0).mean().length;
  }
}
