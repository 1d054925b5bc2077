package org.llmrec.data.inspect;

import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * The numbers of a column of values.
 *
 * @param column its name
 * @param count how many there are
 * @param smallest of them
 * @param largest of them
 * @param distinct how many different ones there are; {@value #MOST} for more
 */
public record ValueRange(String column, long count, double smallest, double largest, int distinct) {
  /** So many different values are counted. */
  public static final int MOST = 100;

  private static final double SHARE = 0.8;

  /**
   * From which value on somebody probably likes the item, if these look like ratings: few different
   * values from zero or above. That is 4 of 5, 8 of 10.
   */
  public OptionalDouble positiveFrom() {
    boolean ratings = distinct > 2 && distinct < MOST && smallest >= 0 && largest <= 100;
    return ratings ? OptionalDouble.of(Math.rint(largest * SHARE * 2) / 2) : OptionalDouble.empty();
  }

  /** Collects. */
  static final class Builder {
    private final String column;
    private final TreeSet<Double> distinct = new TreeSet<>();
    private long count;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;

    Builder(String column) {
      this.column = column;
    }

    void add(double value) {
      count++;
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
      if (distinct.size() < MOST) {
        distinct.add(value);
      }
    }

    boolean isEmpty() {
      return count == 0;
    }

    ValueRange build() {
      return new ValueRange(column, count, smallest, largest, distinct.size());
    }
  }
}
