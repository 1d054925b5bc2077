package org.llmrec.rank.foreign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Made-up candidates: numbers of several sizes drawn from a seed, and behind the ordinary ones a
 * candidate for each source that may be missing, without it, and one without all of them.
 */
final class RandomTold implements Told {
  private static final float[] SIZES = {1, 0.1f, 10, 1000};

  private final int ordinary;
  private final List<String> lacked;
  private final boolean noQuery;
  private final Map<String, float[]> columns = new HashMap<>();
  private final Map<RankerVector, float[][]> vectors = new HashMap<>();

  /**
   * Draws.
   *
   * @param ordinary how many lack nothing
   * @param lacked of columns and of vectors of candidates, those that may be missing
   * @param noQuery whether the vector of the query is missing
   */
  RandomTold(ForeignSchema schema, long seed, int ordinary, List<String> lacked, boolean noQuery) {
    this.ordinary = ordinary;
    this.lacked = lacked;
    this.noQuery = noQuery;
    SplittableRandom random = new SplittableRandom(seed);
    for (RankerInput input : schema.inputs()) {
      switch (input) {
        case RankerInput.Columns names ->
            names.columns().forEach(name -> columns.computeIfAbsent(name, n -> draw(n, random)));
        case RankerInput.Vector vector ->
            vectors.computeIfAbsent(vector.vector(), v -> draw(v, vector.width(), random));
      }
    }
  }

  @Override
  public int candidates() {
    return ordinary + (lacked.isEmpty() ? 0 : lacked.size() + 1);
  }

  private boolean lacks(int candidate, String source) {
    int own = candidate - ordinary;
    return own >= 0
        && lacked.contains(source)
        && (own == lacked.size() || lacked.get(own).equals(source));
  }

  /** What a candidate is, for a message. */
  String describe(int candidate) {
    int own = candidate - ordinary;
    if (own < 0) {
      return noQuery ? "where " + RankerVector.QUERY_VECTOR.label() + " is missing" : "";
    }
    return own == lacked.size()
        ? "where all of " + lacked + " are missing"
        : "where \"" + lacked.get(own) + "\" is missing";
  }

  private float[] draw(String name, SplittableRandom random) {
    float[] values = new float[candidates()];
    for (int i = 0; i < values.length; i++) {
      float value = number(random, SIZES[i % SIZES.length]);
      values[i] = lacks(i, name) ? Float.NaN : value;
    }
    return values;
  }

  private float[][] draw(RankerVector vector, int width, SplittableRandom random) {
    float[][] rows = new float[vector.perItem() ? candidates() : 1][];
    for (int i = 0; i < rows.length; i++) {
      float[] row = new float[width];
      for (int d = 0; d < width; d++) {
        row[d] = number(random, 1);
      }
      boolean absent = vector.perItem() ? lacks(i, vector.label()) : noQuery(vector);
      rows[i] = absent ? null : row;
    }
    return rows;
  }

  private boolean noQuery(RankerVector vector) {
    return noQuery && vector == RankerVector.QUERY_VECTOR;
  }

  /** Between minus and plus the size; the same on every Java, as Gaussian ones are not. */
  private static float number(SplittableRandom random, float size) {
    return (float) (2 * random.nextDouble() - 1) * size;
  }

  @Override
  public float[] column(String name) {
    return columns.get(name);
  }

  @Override
  public float[][] vector(RankerVector vector) {
    return vectors.get(vector);
  }
}
