package org.llmrec.retrieve.signal;

import java.util.ArrayList;
import java.util.List;

/** Collects what is told of candidates, a value per candidate at a time. Not thread-safe. */
final class CandidateFeatures {
  private final int[] items;
  private final List<String> names = new ArrayList<>();
  private final List<float[]> columns = new ArrayList<>();

  CandidateFeatures(int[] items) {
    this.items = items;
  }

  /** A value of an item. */
  @FunctionalInterface
  interface Value {
    float of(int item);
  }

  /** A value that every item has. */
  void add(String name, Value value) {
    float[] column = new float[items.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = value.of(items[i]);
    }
    names.add(name);
    columns.add(column);
  }

  /**
   * A value that some items do not have: it is told as the mean of those that do, and that it is
   * missing as a feature of its own.
   *
   * @param value NaN where it is missing
   */
  void addIfKnown(String name, Value value) {
    double sum = 0;
    int n = 0;
    for (int item : items) {
      float own = value.of(item);
      if (!Float.isNaN(own)) {
        sum += own;
        n++;
      }
    }
    float mean = n == 0 ? 0 : (float) (sum / n);
    add(
        name,
        item -> {
          float own = value.of(item);
          return Float.isNaN(own) ? mean : own;
        });
    add(name + " missing", item -> Float.isNaN(value.of(item)) ? 1 : 0);
  }

  List<String> names() {
    return names;
  }

  /** {@code [features][candidates]}. */
  float[][] columns() {
    return columns.toArray(float[][]::new);
  }
}
