package org.llmrec.rerank.tallrec;

import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;

/**
 * The two rules by which the probabilities of both answers become a score. Both are published, and
 * they order differently: with (P_yes, P_no) of (.60, .30) and (.20, .01) the first rule puts the
 * first on top (.574, .547), the second rule the second (.667, .952).
 */
public enum TallrecRule {
  /**
   * What the authors' code does: a softmax over the whole vocabulary, then one over the two
   * resulting probabilities, which is {@code sigmoid(P_yes - P_no)}; in [.269, .731].
   */
  DOUBLE_SOFTMAX {
    @Override
    double of(double logYes, double logNo) {
      return sigmoid(Math.exp(logYes) - Math.exp(logNo));
    }
  },
  /** {@code P_yes / (P_yes + P_no)}, what one softmax over the two logits gives; in [0, 1]. */
  RATIO {
    @Override
    double of(double logYes, double logNo) {
      return sigmoid(logYes - logNo);
    }
  };

  /** The name in files and on the screen. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names. */
  public static List<String> labels() {
    return ByLabel.all(values(), TallrecRule::label);
  }

  /**
   * The one of that name.
   *
   * @throws ConfigException if there is none
   */
  public static TallrecRule named(String label) {
    return ByLabel.of(values(), TallrecRule::label, label);
  }

  /**
   * The score, the greater the more surely yes.
   *
   * @param logYes natural log-probability of yes, at most 0; minus infinity for 0, as for {@code
   *     logNo}
   * @throws IllegalArgumentException if both are minus infinity, or one is NaN or above 0
   */
  public double score(double logYes, double logNo) {
    if (!(logYes <= 0) || !(logNo <= 0) || Math.max(logYes, logNo) == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "expected log-probabilities of two answers of which one is possible, found "
              + logYes
              + ", "
              + logNo);
    }
    return of(logYes, logNo);
  }

  abstract double of(double logYes, double logNo);

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
