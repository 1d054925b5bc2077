package org.llmrec.rank.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.llmrec.rank.Dense;

/**
 * A network on the line from one input, at 0, to another, at 1: where it bends, and how steep it is
 * between. A bend too many changes nothing, so rounding where one lies does no harm.
 */
final class LinePieces {
  private final List<Dense> layers;
  private final double[] sumsAtStart;
  private final double[] sumsAtEnd;

  private LinePieces(List<Dense> layers, double[] sumsAtStart, double[] sumsAtEnd) {
    this.layers = layers;
    this.sumsAtStart = sumsAtStart;
    this.sumsAtEnd = sumsAtEnd;
  }

  static LinePieces of(List<Dense> layers, float[] input, float[] baseline) {
    return new LinePieces(
        layers, sums(layers.getFirst(), widen(baseline)), sums(layers.getFirst(), widen(input)));
  }

  /** The mean over the line of the score's derivative by each sum of the first layer. */
  double[] meanSlopes() {
    double[] bends = bends();
    double[] mean = new double[sumsAtStart.length];
    for (int p = 0; p + 1 < bends.length; p++) {
      double[] slopes = slopes((bends[p] + bends[p + 1]) / 2);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (bends[p + 1] - bends[p]) * slopes[i];
      }
    }
    return mean;
  }

  /** Ascending, from 0 to 1. */
  private double[] bends() {
    double[] places = {0, 1};
    double[][] sums = {sumsAtStart, sumsAtEnd};
    for (int n = 0; n + 1 < layers.size(); n++) {
      // Straight between two places; a layer's bends are where one of its sums passes 0.
      double[] more = crossings(places, sums);
      double[][] outputs = new double[more.length][];
      for (int p = 0, left = 0; p < more.length; p++) {
        while (left + 2 < places.length && places[left + 1] <= more[p]) {
          left++;
        }
        double share = (more[p] - places[left]) / (places[left + 1] - places[left]);
        double[] between = between(sums[left], sums[left + 1], share);
        rectify(between);
        outputs[p] = sums(layers.get(n + 1), between);
      }
      places = more;
      sums = outputs;
    }
    return places;
  }

  private static double[] crossings(double[] places, double[][] sums) {
    TreeSet<Double> all = new TreeSet<>();
    for (int p = 0; p + 1 < places.length; p++) {
      all.add(places[p]);
      for (int i = 0; i < sums[p].length; i++) {
        double left = sums[p][i];
        double right = sums[p + 1][i];
        if (left < 0 && right > 0 || left > 0 && right < 0) {
          double place = places[p] + (places[p + 1] - places[p]) * (left / (left - right));
          if (place > places[p] && place < places[p + 1]) {
            all.add(place);
          }
        }
      }
    }
    all.add(places[places.length - 1]);
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The score's derivative by each sum of the first layer, at a place that is no bend. */
  private double[] slopes(double place) {
    List<double[]> sums = new ArrayList<>();
    sums.add(between(sumsAtStart, sumsAtEnd, place));
    for (Dense layer : layers.subList(1, layers.size())) {
      double[] x = sums.getLast().clone();
      rectify(x);
      sums.add(sums(layer, x));
    }
    double[] above = {1};
    for (int n = layers.size() - 1; n > 0; n--) {
      float[] weight = layers.get(n).weight().values();
      double[] below = new double[layers.get(n).in()];
      for (int o = 0; o < above.length; o++) {
        if (above[o] != 0) {
          for (int i = 0; i < below.length; i++) {
            below[i] += above[o] * weight[o * below.length + i];
          }
        }
      }
      for (int i = 0; i < below.length; i++) {
        below[i] = sums.get(n - 1)[i] > 0 ? below[i] : 0;
      }
      above = below;
    }
    return above;
  }

  private static double[] sums(Dense layer, double[] x) {
    float[] weight = layer.weight().values();
    double[] y = new double[layer.out()];
    for (int o = 0; o < y.length; o++) {
      double sum = layer.bias().values()[o];
      for (int i = 0; i < x.length; i++) {
        sum += weight[o * x.length + i] * x[i];
      }
      y[o] = sum;
    }
    return y;
  }

  private static double[] between(double[] a, double[] b, double share) {
    double[] mixed = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      mixed[i] = a[i] + share * (b[i] - a[i]);
    }
    return mixed;
  }

  private static void rectify(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
  }

  private static double[] widen(float[] x) {
    double[] wide = new double[x.length];
    Arrays.setAll(wide, i -> x[i]);
    return wide;
  }
}
