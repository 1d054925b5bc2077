package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.llmrec.core.vector.VectorFile;

/**
 * The catalogue's text vectors in native memory, centred: from every field's vectors their mean
 * over the catalogue is taken, because encoders put all texts into one narrow cone and the common
 * part would drown what tells items apart. The mean goes into the first layer's bias when the tower
 * is handed over, so whoever serves it needs not know.
 *
 * <p>Needs {@code 4 * N * fields * fieldDims} bytes, owned by the manager it was loaded with.
 */
final class TextInput {
  private static final int BLOCK = 4096;

  private final NDArray vectors;
  private final NDArray missing;
  private final float[] means;
  private final int[] missingPerField;
  private final int fieldDims;

  private TextInput(
      NDArray vectors, NDArray missing, float[] means, int[] missingPerField, int fieldDims) {
    this.vectors = vectors;
    this.missing = missing;
    this.means = means;
    this.missingPerField = missingPerField;
    this.fieldDims = fieldDims;
  }

  static TextInput load(NDManager manager, List<String> items, Map<String, VectorFile> fields) {
    int n = items.size();
    int width = fields.values().iterator().next().dims();
    int columns = Math.multiplyExact(fields.size(), width);
    int[][] rows = new int[fields.size()][];
    float[] means = new float[columns];
    int[] missingPerField = new int[fields.size()];
    float[] absent = new float[Math.multiplyExact(n, fields.size())];
    int f = 0;
    for (VectorFile file : fields.values()) {
      rows[f] = items.stream().mapToInt(file::row).toArray();
      missingPerField[f] = mean(file, rows[f], means, f * width);
      for (int i = 0; i < n; i++) {
        absent[i * fields.size() + f] = rows[f][i] < 0 ? 1 : 0;
      }
      f++;
    }
    NDArray vectors = manager.zeros(new Shape(n, columns), DataType.FLOAT32);
    for (int start = 0; start < n; start += BLOCK) {
      int end = Math.min(n, start + BLOCK);
      float[] block = new float[(end - start) * columns];
      f = 0;
      for (VectorFile file : fields.values()) {
        centre(file, rows[f], start, end, block, columns, means, f * width);
        f++;
      }
      try (NDManager step = manager.newSubManager()) {
        vectors.set(
            new NDIndex(start + ":" + end), step.create(block, new Shape(end - start, columns)));
      }
    }
    NDArray missing = manager.create(absent, new Shape(n, fields.size()));
    return new TextInput(vectors, missing, means, missingPerField, width);
  }

  /** Writes a field's mean to {@code means} and returns how many items lack it. */
  private static int mean(VectorFile file, int[] rows, float[] means, int offset) {
    int width = file.dims();
    double[] sum = new double[width];
    float[] vector = new float[width];
    int lacking = 0;
    for (int row : rows) {
      if (row < 0) {
        lacking++;
        continue;
      }
      file.read(row, vector, 0);
      for (int d = 0; d < width; d++) {
        sum[d] += vector[d];
      }
    }
    for (int d = 0; d < width; d++) {
      means[offset + d] = (float) (sum[d] / Math.max(1, rows.length - lacking));
    }
    return lacking;
  }

  private static void centre(
      VectorFile file,
      int[] rows,
      int start,
      int end,
      float[] block,
      int columns,
      float[] means,
      int offset) {
    for (int i = start; i < end; i++) {
      if (rows[i] >= 0) {
        int at = (i - start) * columns + offset;
        file.read(rows[i], block, at);
        for (int d = 0; d < file.dims(); d++) {
          block[at + d] -= means[offset + d];
        }
      }
    }
  }

  /** {@code [N, fields * fieldDims]}; zero where a field is missing. */
  NDArray vectors() {
    return vectors;
  }

  /** {@code [N, fields]}: 1 where an item lacks the field, else 0. */
  NDArray missing() {
    return missing;
  }

  /** {@code [fields * fieldDims]}: what was taken from every vector. */
  float[] means() {
    return means;
  }

  /** Per field how many items lack it. */
  int[] missingPerField() {
    return missingPerField;
  }

  /** Whether any item lacks any field. */
  boolean hasMissing() {
    for (int count : missingPerField) {
      if (count > 0) {
        return true;
      }
    }
    return false;
  }

  int items() {
    return (int) vectors.getShape().get(0);
  }

  int fields() {
    return missingPerField.length;
  }

  int fieldDims() {
    return fieldDims;
  }
}
