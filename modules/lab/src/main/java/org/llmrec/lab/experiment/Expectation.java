package org.llmrec.lab.experiment;

import java.util.Optional;
import org.llmrec.metrics.Metric;

/** What an experiment file promises. */
public sealed interface Expectation {
  /** The metric it is about. */
  Metric metric();

  /**
   * A model's mean.
   *
   * @param model its name
   * @param metric one of the reported
   * @param value the promised mean
   * @param tolerance how far off it may be
   */
  record OfModel(String model, Metric metric, double value, double tolerance)
      implements Expectation {}

  /**
   * What texts bring to a method. Without bounds it is stated and cannot be missed.
   *
   * @param text the texts, such as {@code all}
   * @param over what they are compared with, such as {@code original}
   * @param method by which method
   * @param metric one of the reported
   * @param atLeast lower bound of the mean difference
   * @param atMost upper bound
   */
  record OfGain(
      String text,
      String over,
      String method,
      Metric metric,
      Optional<Double> atLeast,
      Optional<Double> atMost)
      implements Expectation {}
}
