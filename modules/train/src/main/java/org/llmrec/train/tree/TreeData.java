package org.llmrec.train.tree;

/**
 * Rows to learn from. The arrays are not copied: whoever hands them over stops writing to them.
 *
 * @param columns how many features a row has, from 1
 * @param features {@code [rows, columns]}, row-major; NaN is missing, no number is infinite
 * @param labels {@code [rows]}, finite
 * @param groups how many rows each group has, in the order of rows, such as the candidates of one
 *     user or query; empty if rows stand alone
 */
@SuppressWarnings("ArrayRecordComponent")
public record TreeData(int columns, float[] features, float[] labels, int[] groups) {

  /**
   * Checks that everything fits together.
   *
   * @throws IllegalArgumentException if not, with what was expected, found and where
   */
  public TreeData {
    if (columns < 1 || labels.length == 0 || (long) labels.length * columns != features.length) {
      throw new IllegalArgumentException(
          "expected rows of 1 feature or more and a label for each, found "
              + features.length
              + " numbers, "
              + columns
              + " columns and "
              + labels.length
              + " labels");
    }
    for (int i = 0; i < features.length; i++) {
      if (Float.isInfinite(features[i])) {
        throw new IllegalArgumentException(
            "expected finite features, NaN where missing, found "
                + features[i]
                + " in row "
                + i / columns
                + ", column "
                + i % columns);
      }
    }
    for (int row = 0; row < labels.length; row++) {
      if (!Float.isFinite(labels[row])) {
        throw new IllegalArgumentException(
            "expected finite labels, found " + labels[row] + " in row " + row);
      }
    }
    long sum = 0;
    for (int group : groups) {
      if (group < 1) {
        throw new IllegalArgumentException("expected groups of 1 row or more, found " + group);
      }
      sum += group;
    }
    if (groups.length > 0 && sum != labels.length) {
      throw new IllegalArgumentException(
          "expected groups of " + labels.length + " rows together, found " + sum);
    }
  }

  /** Rows that stand alone. */
  public static TreeData of(int columns, float[] features, float[] labels) {
    return new TreeData(columns, features, labels, new int[0]);
  }

  /** Rows in groups, for {@link TreeObjective#RANKING}. */
  public static TreeData grouped(int columns, float[] features, float[] labels, int[] groups) {
    return new TreeData(columns, features, labels, groups);
  }

  /** How many rows. */
  public int rows() {
    return labels.length;
  }

  @Override
  public String toString() {
    return "TreeData[" + rows() + " rows, " + columns + " columns, " + groups.length + " groups]";
  }
}
