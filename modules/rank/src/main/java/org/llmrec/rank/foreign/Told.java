package org.llmrec.rank.foreign;

/** What a request tells a ranker of its K candidates. For one thread. */
public interface Told {
  /** K. */
  int candidates();

  /**
   * The values of a column.
   *
   * @param name of the {@link Offer}
   * @return {@code [K]}, NaN where missing; not to be changed
   */
  float[] column(String name);

  /**
   * A vector.
   *
   * @return one of each candidate, {@code [K][width]}, or the request's one, {@code [1][width]}; a
   *     row is null where it is missing
   */
  float[][] vector(RankerVector vector);
}
