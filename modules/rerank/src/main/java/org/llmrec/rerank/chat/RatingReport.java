package org.llmrec.rerank.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.metrics.RatingErrors;

/**
 * How far a model's ratings are off. Ratings that it did not give are counted, and the errors are
 * stated without them and with a fixed number in their place: a model that only answers where it is
 * easy looks good on the first.
 *
 * @param verdicts what became of how many questions
 * @param answered over the ratings that could be read; empty if there was none
 * @param imputed over all of them
 * @param fill what stands for a rating that was not given, such as the mean of the training ratings
 */
public record RatingReport(
    Map<Verdict, Integer> verdicts,
    Optional<RatingErrors> answered,
    RatingErrors imputed,
    double fill) {
  /** Copies the map. */
  public RatingReport {
    verdicts = Collections.unmodifiableMap(new EnumMap<>(verdicts));
  }

  /**
   * Compares.
   *
   * @param truths the true ratings, at least one, finite
   * @param told what the model said of each
   * @param fill finite
   * @throws IllegalArgumentException if the lengths differ, or a number is not finite
   */
  public static RatingReport of(double[] truths, List<Told<Double>> told, double fill) {
    if (truths.length != told.size()) {
      throw new IllegalArgumentException(
          "expected an answer for every rating, found "
              + truths.length
              + " ratings, "
              + told.size()
              + " answers");
    }
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    List<Double> knownTruths = new ArrayList<>();
    List<Double> known = new ArrayList<>();
    double[] filled = new double[truths.length];
    for (int i = 0; i < truths.length; i++) {
      verdicts.merge(told.get(i).verdict(), 1, Integer::sum);
      filled[i] = told.get(i).value().orElse(fill);
      if (told.get(i).value().isPresent()) {
        knownTruths.add(truths[i]);
        known.add(filled[i]);
      }
    }
    return new RatingReport(
        verdicts,
        known.isEmpty()
            ? Optional.empty()
            : Optional.of(RatingErrors.of(array(knownTruths), array(known))),
        RatingErrors.of(truths, filled),
        fill);
  }

  /** How many ratings could not be read, for whatever reason. */
  public int missing() {
    return imputed.count() - verdicts.getOrDefault(Verdict.READ, 0);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
