package org.llmrec.retrieve.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.llmrec.core.vector.Vectors;

/**
 * Spherical k-means (Dhillon and Modha, Machine Learning 2001): parts directions into groups, each
 * around its mean direction. Begins with the direction nearest to the mean of all and then, each
 * time, the one farthest from those chosen, so that nothing is drawn and equal input gives equal
 * output. Costs {@code rounds * n * k * D}.
 */
public final class Centroids {
  private static final int ROUNDS = 10;

  private Centroids() {}

  /**
   * The middles of at most {@code k} groups.
   *
   * @param units vectors of length 1, each {@code [D]}
   * @return of length 1, the middle of the largest group first; fewer than {@code k} where the
   *     vectors are fewer or alike; none for none
   */
  public static List<float[]> of(List<float[]> units, int k) {
    List<float[]> middles = seeds(units, k);
    int[] group = new int[units.size()];
    Arrays.fill(group, -1);
    boolean moved = !middles.isEmpty();
    for (int round = 0; moved && round < ROUNDS; round++) {
      moved = false;
      for (int i = 0; i < group.length; i++) {
        int nearest = nearest(units.get(i), middles);
        moved |= nearest != group[i];
        group[i] = nearest;
      }
      middles = means(units, group, middles);
    }
    return bySize(middles, group);
  }

  private static List<float[]> seeds(List<float[]> units, int k) {
    List<float[]> seeds = new ArrayList<>();
    if (units.isEmpty()) {
      return seeds;
    }
    float[] mean = new float[units.get(0).length];
    units.forEach(unit -> Vectors.addScaled(mean, unit, 1));
    // The greatest cosine of each with any seed; the least of these is the farthest.
    float[] nearness = new float[units.size()];
    int next = 0;
    for (int i = 1; i < units.size(); i++) {
      if (Vectors.dot(mean, units.get(i)) > Vectors.dot(mean, units.get(next))) {
        next = i;
      }
    }
    Arrays.fill(nearness, Float.NEGATIVE_INFINITY);
    while (seeds.size() < k) {
      float[] seed = units.get(next);
      seeds.add(seed);
      for (int i = 0; i < nearness.length; i++) {
        nearness[i] = Math.max(nearness[i], Vectors.dot(seed, units.get(i)));
      }
      next = 0;
      for (int i = 1; i < nearness.length; i++) {
        next = nearness[i] < nearness[next] ? i : next;
      }
      if (nearness[next] > 1 - 1e-6f) {
        break;
      }
    }
    return seeds;
  }

  private static int nearest(float[] unit, List<float[]> middles) {
    int best = 0;
    float most = Float.NEGATIVE_INFINITY;
    for (int m = 0; m < middles.size(); m++) {
      float cosine = Vectors.dot(unit, middles.get(m));
      if (cosine > most) {
        best = m;
        most = cosine;
      }
    }
    return best;
  }

  /** A group that lost all stays where it was, and goes in the end. */
  private static List<float[]> means(List<float[]> units, int[] group, List<float[]> before) {
    List<float[]> means = new ArrayList<>();
    for (int m = 0; m < before.size(); m++) {
      float[] sum = new float[before.get(m).length];
      for (int i = 0; i < group.length; i++) {
        if (group[i] == m) {
          Vectors.addScaled(sum, units.get(i), 1);
        }
      }
      boolean some = Vectors.dot(sum, sum) > 0;
      means.add(some ? Vectors.normalise(sum) : before.get(m));
    }
    return means;
  }

  private static List<float[]> bySize(List<float[]> middles, int[] group) {
    int[] sizes = new int[middles.size()];
    for (int m : group) {
      sizes[m]++;
    }
    List<Integer> order = new ArrayList<>();
    for (int m = 0; m < sizes.length; m++) {
      if (sizes[m] > 0) {
        order.add(m);
      }
    }
    order.sort((a, b) -> Integer.compare(sizes[b], sizes[a]));
    return order.stream().map(middles::get).toList();
  }
}
