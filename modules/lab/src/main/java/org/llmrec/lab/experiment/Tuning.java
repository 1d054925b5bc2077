package org.llmrec.lab.experiment;

import java.util.Objects;
import org.llmrec.metrics.Metric;

/**
 * How settings are chosen on validation: the same budget for every model.
 *
 * @param metric to be highest
 * @param trials how many settings a model may try; a larger grid is sampled down
 * @param on whose validation decides
 */
public record Tuning(Metric metric, int trials, On on) {
  /** Whose validation decides. */
  public enum On {
    /** The first seed's, for all seeds. */
    FIRST,
    /** Each seed's own. */
    EACH
  }

  /** Checks. */
  public Tuning {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(on, "on");
    if (trials < 1) {
      throw new IllegalArgumentException("expected at least one trial, found " + trials);
    }
  }
}
