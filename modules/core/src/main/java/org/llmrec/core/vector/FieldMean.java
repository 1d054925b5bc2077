package org.llmrec.core.vector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One text vector for an item that has several texts. */
public final class FieldMean {
  private FieldMean() {}

  /**
   * The mean of an item's vectors in several files, brought to length 1.
   *
   * @param fields one or more, of one width D; one that lacks the item counts for nothing
   * @return {@code [D]}, fresh; zeros where no file has the item
   */
  public static float[] of(Collection<VectorFile> fields, String item) {
    List<float[]> found = new ArrayList<>();
    for (VectorFile file : fields) {
      int row = file.row(item);
      if (row >= 0) {
        found.add(file.row(row));
      }
    }
    float[] mean = new float[fields.iterator().next().dims()];
    for (float[] vector : found) {
      Vectors.addScaled(mean, vector, 1f / found.size());
    }
    return Vectors.normalise(mean);
  }
}
