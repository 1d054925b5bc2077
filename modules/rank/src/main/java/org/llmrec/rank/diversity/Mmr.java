package org.llmrec.rank.diversity;

import java.util.Arrays;
import org.llmrec.core.Deadline;
import org.llmrec.core.vector.Vectors;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, The Use of MMR, Diversity-Based Reranking,
 * 1998): one after the other it takes the candidate with the highest {@code lambda * relevance - (1
 * - lambda) * likeness}, where likeness is the highest cosine to anything taken before, 0 for the
 * first. The two are weighed as they come, so relevance wants a scale like that of a cosine, such
 * as a probability. Stateless, hence thread-safe.
 */
public final class Mmr {
  private Mmr() {}

  /**
   * Picks a list. Takes {@code k * K * D} steps and room for {@code K} numbers.
   *
   * <p>Candidates whose value is the same come in the order of their places. A candidate whose
   * relevance is NaN or negative infinity comes after all others, in the order of places. A
   * likeness that is not finite, because a vector is not, counts as 0, as a vector of zeros does.
   *
   * @param relevance {@code [K]}
   * @param vectors {@code [K, D]}, row-major, of length 1 each; {@code D} may be 0
   * @param lambda in [0, 1]: 1 goes by relevance alone
   * @param k how many to pick, from 0; all when greater than {@code K}
   * @return {@code [min(k, K)]} places of candidates, best first
   * @throws IllegalArgumentException if a number is out of its range or {@code vectors} holds no
   *     whole rows
   */
  public static int[] order(float[] relevance, float[] vectors, double lambda, int k) {
    return order(relevance, vectors, lambda, k, Deadline.none());
  }

  /**
   * The same until a deadline, which is looked at before each pick.
   *
   * @return {@code [min(k, K)]}, or as many as were picked in time
   * @throws IllegalArgumentException as above
   */
  public static int[] order(
      float[] relevance, float[] vectors, double lambda, int k, Deadline deadline) {
    int candidates = relevance.length;
    check(candidates, vectors.length, lambda, k);
    int width = candidates == 0 ? 0 : vectors.length / candidates;
    float[] likeness = new float[candidates];
    float[] taken = new float[width];
    boolean[] gone = new boolean[candidates];
    int[] order = new int[Math.min(k, candidates)];
    for (int n = 0; n < order.length; n++) {
      if (deadline.expired()) {
        return Arrays.copyOf(order, n);
      }
      int best = best(relevance, likeness, lambda, gone);
      order[n] = best;
      gone[best] = true;
      if (lambda == 1) {
        continue; // Nobody asks for likeness.
      }
      System.arraycopy(vectors, best * width, taken, 0, width);
      for (int i = 0; i < candidates; i++) {
        if (!gone[i]) {
          float cosine = Vectors.dot(taken, vectors, i * width);
          float known = Float.isFinite(cosine) ? cosine : 0;
          // The first one taken sets it, however low.
          likeness[i] = n == 0 ? known : Math.max(likeness[i], known);
        }
      }
    }
    return order;
  }

  private static int best(float[] relevance, float[] likeness, double lambda, boolean[] gone) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < relevance.length; i++) {
      if (!gone[i]) {
        double value = value(relevance[i], likeness[i], lambda);
        if (best < 0 || value > highest) {
          best = i;
          highest = value;
        }
      }
    }
    return best;
  }

  private static double value(float relevance, float likeness, double lambda) {
    if (Float.isNaN(relevance) || relevance == Float.NEGATIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    // An infinity times a lambda of 0 would be NaN.
    return lambda * Math.min(relevance, Float.MAX_VALUE) - (1 - lambda) * likeness;
  }

  private static void check(int candidates, int numbers, double lambda, int k) {
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("expected lambda in [0, 1], found " + lambda);
    }
    if (k < 0) {
      throw new IllegalArgumentException("expected 0 items to pick or more, found " + k);
    }
    if (candidates == 0 ? numbers > 0 : numbers % candidates != 0) {
      throw new IllegalArgumentException(
          "expected one vector for each of "
              + candidates
              + " candidates, found "
              + numbers
              + " numbers");
    }
  }
}
