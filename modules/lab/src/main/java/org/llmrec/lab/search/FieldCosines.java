package org.llmrec.lab.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.table.Ids;
import org.llmrec.train.method.TextVectors;

/** Cosines of a query's vector with all vectors of an item, made into one number. Thread-safe. */
final class FieldCosines implements QueryScorer {
  private final QueryVectors queries;
  private final boolean mean;
  private final int dims;

  /** Per field the rows of the items at length 1, {@code [items, D]}. */
  private final List<float[]> rows = new ArrayList<>();

  /** Per field whether the item has a row. */
  private final List<boolean[]> present = new ArrayList<>();

  private final List<String> names;

  /**
   * Reads the vectors.
   *
   * @param mean whether an item's score is the mean over the fields it has; else the largest
   * @throws ConfigException if queries have vectors of another width
   */
  FieldCosines(TextVectors texts, Ids items, QueryVectors queries, boolean mean) {
    this.queries = queries;
    this.mean = mean;
    this.dims = texts.fieldDims();
    if (queries.dims() != dims) {
      throw new ConfigException(
          "expected texts '"
              + texts.arm()
              + "' encoded as queries are, in vectors of "
              + queries.dims()
              + ", found "
              + dims);
    }
    this.names = List.copyOf(texts.fields().keySet());
    for (VectorFile file : texts.fields().values()) {
      float[] matrix = new float[Math.multiplyExact(items.size(), dims)];
      boolean[] has = new boolean[items.size()];
      for (int item = 0; item < has.length; item++) {
        int row = file.row(items.get(item));
        if (row >= 0) {
          float[] unit = Vectors.normalise(file.row(row));
          System.arraycopy(unit, 0, matrix, item * dims, dims);
          has[item] = true;
        }
      }
      rows.add(matrix);
      present.add(has);
    }
  }

  /** What the fields are called, in their order. */
  List<String> fields() {
    return names;
  }

  /**
   * The cosines of one field.
   *
   * @param field its place in {@link #fields}
   * @param cosines filled, {@code [items]}; NaN for an item without a vector
   */
  void field(String query, int field, float[] cosines) {
    float[] vector = queries.of(query);
    for (int item = 0; item < cosines.length; item++) {
      cosines[item] =
          present.get(field)[item] ? Vectors.dot(vector, rows.get(field), item * dims) : Float.NaN;
    }
  }

  /**
   * How near items are to some of them, themselves aside.
   *
   * @param first item numbers
   * @param cosines filled, {@code [items]}: the mean over the fields of the mean cosine with the
   *     other items; NaN where there is none to compare
   */
  void near(int[] first, float[] cosines) {
    Arrays.fill(cosines, 0);
    int[] fields = new int[cosines.length];
    boolean[] isFirst = new boolean[cosines.length];
    for (int item : first) {
      isFirst[item] = true;
    }
    for (int f = 0; f < rows.size(); f++) {
      float[] sum = new float[dims];
      int n = 0;
      for (int item : first) {
        if (present.get(f)[item]) {
          Vectors.addScaled(
              sum, Arrays.copyOfRange(rows.get(f), item * dims, (item + 1) * dims), 1);
          n++;
        }
      }
      for (int item = 0; item < cosines.length; item++) {
        boolean own = isFirst[item];
        int others = own ? n - 1 : n;
        if (present.get(f)[item] && others > 0) {
          cosines[item] += (Vectors.dot(sum, rows.get(f), item * dims) - (own ? 1 : 0)) / others;
          fields[item]++;
        }
      }
    }
    for (int item = 0; item < cosines.length; item++) {
      cosines[item] = fields[item] == 0 ? Float.NaN : cosines[item] / fields[item];
    }
  }

  @Override
  public void score(String query, float[] scores) {
    float[] vector = queries.of(query);
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    for (int item = 0; item < scores.length; item++) {
      float best = Float.NEGATIVE_INFINITY;
      float sum = 0;
      int fields = 0;
      for (int f = 0; f < rows.size(); f++) {
        if (present.get(f)[item]) {
          float cosine = Vectors.dot(vector, rows.get(f), item * dims);
          best = Math.max(best, cosine);
          sum += cosine;
          fields++;
        }
      }
      scores[item] = mean && fields > 0 ? sum / fields : best;
    }
  }
}
