package org.llmrec.retrieve.signal;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.llmrec.core.vector.Vectors;

/**
 * Cosines of a query's vector with all vectors of an item, made into one number. Thread-safe.
 *
 * @param rows the items' vectors, by text
 * @param queries the vector of a query, of length 1
 * @param mean whether an item's score is the mean over the fields it has; else the largest
 */
public record FieldCosines(List<FieldRows> rows, Function<String, float[]> queries, boolean mean)
    implements QueryScorer {
  /** Copies the list. */
  public FieldCosines {
    rows = List.copyOf(rows);
  }

  /** What the fields are called, in their order. */
  List<String> fields() {
    return rows.stream().map(FieldRows::name).toList();
  }

  /**
   * The cosines of each field, in the order of {@link #fields}.
   *
   * @param items how many item numbers there are
   * @return {@code [fields][items]}; NaN for an item without a vector
   */
  float[][] cosines(String query, int items) {
    float[] vector = queries.apply(query);
    float[][] cosines = new float[rows.size()][items];
    for (int f = 0; f < cosines.length; f++) {
      rows.get(f).products(vector, cosines[f]);
    }
    return cosines;
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
    float[] products = new float[cosines.length];
    for (FieldRows field : rows) {
      float[] sum = null;
      int n = 0;
      for (int item : first) {
        if (field.has(item)) {
          float[] row = field.row(item);
          sum = sum == null ? new float[row.length] : sum;
          Vectors.addScaled(sum, row, 1);
          n++;
        }
      }
      if (n == 0) {
        continue;
      }
      field.products(sum, products);
      for (int item = 0; item < cosines.length; item++) {
        boolean own = isFirst[item];
        int others = own ? n - 1 : n;
        if (!Float.isNaN(products[item]) && others > 0) {
          cosines[item] += (products[item] - (own ? 1 : 0)) / others;
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
    score(cosines(query, scores.length), scores);
  }

  /** The same of what {@link #cosines} says. */
  void score(float[][] cosines, float[] scores) {
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    float[] sums = new float[scores.length];
    int[] fields = new int[scores.length];
    for (float[] field : cosines) {
      for (int item = 0; item < scores.length; item++) {
        if (!Float.isNaN(field[item])) {
          scores[item] = Math.max(scores[item], field[item]);
          sums[item] += field[item];
          fields[item]++;
        }
      }
    }
    for (int item = 0; mean && item < scores.length; item++) {
      if (fields[item] > 0) {
        scores[item] = sums[item] / fields[item];
      }
    }
  }
}
