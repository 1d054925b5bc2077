package org.llmrec.train.search;

import java.util.List;

/** Finds candidates and tells their features. */
@FunctionalInterface
public interface QueryFeatures {
  /** Of a query; the names of the features are the same for every one. */
  Told of(String query);

  /**
   * What is told. Arrays are not to be changed.
   *
   * @param items the candidates' numbers, ascending
   * @param names of the features
   * @param features {@code [features][candidates]}
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  record Told(int[] items, List<String> names, float[][] features) {}
}
