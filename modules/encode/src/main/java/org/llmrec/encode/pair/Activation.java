package org.llmrec.encode.pair;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What is made of a model's output before it is called a score. */
public enum Activation {
  /** Nothing: a logit, unbounded. */
  NONE,
  /** The logistic function of the column: 0 to 1. */
  SIGMOID,
  /** The column's share of the exponentials of all columns: 0 to 1. */
  SOFTMAX;

  /** Lower case: how a manifest names it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if there is no such activation
   */
  @JsonCreator
  public static Activation of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scorer activation: expected none, sigmoid or softmax, found " + label));
  }

  /**
   * One pair's score.
   *
   * @param logits the model's output for it, finite
   * @param column the one that counts
   */
  public float score(float[] logits, int column) {
    return switch (this) {
      case NONE -> logits[column];
      case SIGMOID -> (float) (1 / (1 + Math.exp(-logits[column])));
      case SOFTMAX -> {
        // Relative to the column itself: what overflows makes a share of zero, as it should.
        double sum = 0;
        for (float logit : logits) {
          sum += Math.exp((double) logit - logits[column]);
        }
        yield (float) (1 / sum);
      }
    };
  }
}
