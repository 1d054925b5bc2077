package org.llmrec.data.interaction;

import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** What an interaction's value means, and from when on it speaks for the item. */
public sealed interface Feedback {
  /** Whether a value counts as positive. */
  boolean positive(double value);

  /** Ratings: positive from a threshold on. */
  record Threshold(double atLeast) implements Feedback {
    /**
     * Checks the threshold.
     *
     * @throws ConfigException if it is not finite
     */
    public Threshold {
      if (!Double.isFinite(atLeast)) {
        throw new ConfigException(
            OptionCode.OPTION_RANGE, "expected a finite threshold for positives, found " + atLeast);
      }
    }

    @Override
    public boolean positive(double value) {
      return value >= atLeast;
    }
  }

  /** Implicit weights: positive above zero; a record without a value weighs 1. */
  record Weights() implements Feedback {
    @Override
    public boolean positive(double value) {
      return value > 0;
    }
  }

  /** Event types, each with the weight that becomes its value; positive above zero. */
  record Events(Map<String, Double> weights) implements Feedback {
    /**
     * Copies the map.
     *
     * @throws ConfigException if there is no event, or a weight is not finite
     */
    public Events {
      weights = Map.copyOf(weights);
      if (weights.isEmpty() || !weights.values().stream().allMatch(Double::isFinite)) {
        throw new ConfigException(
            OptionCode.OPTION_RANGE,
            "expected event types with finite weights, such as view: 1 and buy: 5, found "
                + weights);
      }
    }

    @Override
    public boolean positive(double value) {
      return value > 0;
    }
  }
}
