package org.llmrec.train.hybrid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.Interaction;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.hybrid.HybridSettings.PartSpec;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Methods;

/**
 * All that the last network is told: the scores of methods fitted on the same rows, standardised
 * over what is left to rank, what those that go by rows alone say of items with like texts, how
 * often an item and such items were met, how long the history is, and what was liked when. Safe to
 * share between threads that each bring their own arrays.
 */
final class Signals implements AutoCloseable {
  private final List<FittedMethod> parts;
  private final int smoothed;
  private final Optional<TextNeighbours> neighbours;
  private final float[] met;
  private final float[] metNearby;
  private final Optional<Times> times;
  private final boolean withTimes;

  private Signals(
      List<FittedMethod> parts,
      int smoothed,
      Optional<TextNeighbours> neighbours,
      float[] met,
      Optional<Times> times,
      boolean withTimes) {
    this.parts = parts;
    this.smoothed = smoothed;
    this.neighbours = neighbours;
    this.met = met;
    this.metNearby = new float[met.length];
    neighbours.ifPresent(texts -> texts.mean(met, metNearby));
    this.times = times;
    this.withTimes = withTimes;
  }

  static Signals fit(HybridSettings how, TrainingData data, FitContext context) throws IOException {
    List<FittedMethod> parts = new ArrayList<>();
    boolean whole = false;
    try {
      for (PartSpec part : how.parts()) {
        parts.add(Methods.of(part.method(), part.settings()).fit(data, context));
      }
      whole = true;
    } finally {
      if (!whole) {
        parts.forEach(FittedMethod::close);
      }
    }
    int[] counts = data.positives().popularity();
    float[] met = new float[counts.length];
    for (int item = 0; item < met.length; item++) {
      met[item] = (float) Math.log1p(counts[item]);
    }
    Optional<TextNeighbours> neighbours =
        how.text()
            ? Optional.of(
                TextNeighbours.of(
                    TextMatrix.of(context.textsFor(Hybrid.NAME, data), data.items()).unit(),
                    counts))
            : Optional.empty();
    return new Signals(
        List.copyOf(parts),
        (int) how.parts().stream().takeWhile(part -> !part.placesNew()).count(),
        neighbours,
        met,
        how.times() ? Times.of(data.positives()) : Optional.empty(),
        how.times());
  }

  /** How many items. */
  int items() {
    return met.length;
  }

  /** How many features. */
  int size() {
    return parts.size()
        + (neighbours.isPresent() ? smoothed + 1 : 0)
        + 2
        + (withTimes ? Times.features() + 1 : 0);
  }

  /** How many of the features are scores of methods, which come first. */
  int scores() {
    return parts.size();
  }

  /**
   * Features of all items for somebody.
   *
   * @param features {@code [size()][items()]}, written
   */
  void fill(Asker.Reader reader, float[][] features) {
    boolean[] known = new boolean[met.length];
    for (int item : reader.history()) {
      known[item] = true;
    }
    int f = 0;
    for (FittedMethod part : parts) {
      part.score(reader, features[f]);
      standardise(features[f++], known);
    }
    if (neighbours.isPresent()) {
      for (int part = 0; part < smoothed; part++) {
        neighbours.get().mean(features[part], features[f++]);
      }
      System.arraycopy(metNearby, 0, features[f++], 0, met.length);
    }
    System.arraycopy(met, 0, features[f++], 0, met.length);
    Arrays.fill(features[f++], (float) Math.log1p(reader.history().length));
    if (withTimes) {
      boolean told = times.isPresent() && reader.time() != Interaction.NO_TIME;
      Arrays.fill(features[f], told ? 1 : 0);
      if (told) {
        times.get().fill(reader.time(), features, f + 1);
      } else {
        for (int t = f + 1; t < features.length; t++) {
          Arrays.fill(features[t], 0);
        }
      }
    }
  }

  /** The plain sum of the methods' scores by item, fresh. */
  float[] sums(float[][] features) {
    float[] sums = new float[met.length];
    for (int part = 0; part < parts.size(); part++) {
      for (int item = 0; item < sums.length; item++) {
        sums[item] += features[part][item];
      }
    }
    return sums;
  }

  /** Whether nobody met an item. */
  boolean unmet(int item) {
    return met[item] == 0;
  }

  /** To mean 0 and deviation 1 over what is ranked and not known; what is not ranked is lowest. */
  private static void standardise(float[] scores, boolean[] known) {
    double sum = 0;
    int n = 0;
    float lowest = 0;
    for (int item = 0; item < scores.length; item++) {
      if (!known[item] && Float.isFinite(scores[item])) {
        sum += scores[item];
        lowest = n == 0 ? scores[item] : Math.min(lowest, scores[item]);
        n++;
      }
    }
    double mean = n == 0 ? 0 : sum / n;
    double squares = 0;
    for (int item = 0; item < scores.length; item++) {
      if (!known[item] && Float.isFinite(scores[item])) {
        squares += (scores[item] - mean) * (scores[item] - mean);
      }
    }
    double deviation = n == 0 ? 0 : Math.sqrt(squares / n);
    for (int item = 0; item < scores.length; item++) {
      float score = Float.isFinite(scores[item]) ? scores[item] : lowest;
      // Scores that are all the same but for rounding say nothing.
      scores[item] = deviation <= 1e-6 * Math.abs(mean) ? 0 : (float) ((score - mean) / deviation);
    }
  }

  @Override
  public void close() {
    parts.forEach(FittedMethod::close);
  }
}
