package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one question needs and the next may use again: features of the candidates and what networks
 * work out of them, and for each part that scores by weights a number for every item of the
 * catalogue.
 */
final class Memory {
  private final List<Opinion> opinions = new ArrayList<>();
  private float[][] features = new float[0][0];
  private float[][] filled = new float[0][0];
  private float[] hidden = new float[0];
  private float[] rows = new float[0];
  private int[] leaves = new int[0];
  private float[] leafSums = new float[0];

  /** {@code [size][n or more]}. */
  float[][] features(int size, int n) {
    if (features.length != size || features[0].length < n) {
      features = new float[size][Math.max(n, 256)];
    }
    return features;
  }

  /** {@code [size][n or more]}, for features without gaps. */
  float[][] filled(int size, int n) {
    if (filled.length != size || filled[0].length < n) {
      filled = new float[size][Math.max(n, 256)];
    }
    return filled;
  }

  /** {@code [n or more]}. */
  float[] hidden(int n) {
    if (hidden.length < n) {
      hidden = new float[Math.max(n, 256)];
    }
    return hidden;
  }

  /** The features once more, {@code [length or more]}. */
  float[] rows(int length) {
    if (rows.length < length) {
      rows = new float[length];
    }
    return rows;
  }

  /** {@code [length or more]}, for the leaves that candidates land in. */
  int[] leaves(int length) {
    if (leaves.length < length) {
      leaves = new int[length];
    }
    return leaves;
  }

  /** {@code [length or more]}, of which the first are 0. */
  float[] leafSums(int length) {
    if (leafSums.length < length) {
      leafSums = new float[length];
    }
    Arrays.fill(leafSums, 0, length, 0);
    return leafSums;
  }

  /** What a part says now, in the memory of what it said before. */
  Opinion opinion(int number, Part part, Asking asking) {
    if (opinions.size() == number) {
      opinions.add(null);
    }
    Opinion opinion = part.opinion(asking, opinions.get(number));
    if (!(opinion instanceof Popular)) {
      opinions.set(number, opinion);
    }
    return opinion;
  }
}
