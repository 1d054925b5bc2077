package org.llmrec.rerank.ask;

import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.llm.Message;

/**
 * How an oracle errs. What an item is worth is seen with normal noise (Thurstone, "A Law of
 * Comparative Judgment", 1927), drawn anew for every question; and some answers go by the order in
 * which items are shown, and by nothing else.
 *
 * @param deviation of the noise, 0 for none
 * @param bias the share of answers that go by place, 0 to 1
 * @param seed of both
 */
public record OracleNoise(double deviation, double bias, long seed) {
  /** Never errs. */
  public static final OracleNoise NONE = new OracleNoise(0, 0, 0);

  private static final int STEPS = 400;

  /** Checks the ranges. */
  public OracleNoise {
    if (!(deviation >= 0) || !(bias >= 0 && bias <= 1)) {
      throw new IllegalArgumentException(
          "expected a deviation from 0 on and a bias in [0, 1], found " + deviation + ", " + bias);
    }
  }

  /**
   * With the noise by which two items drawn at random are told right in that share of cases, where
   * worths are uniform from 0 to 1 and no answer goes by place.
   *
   * @param accuracy more than 0.5, at most 1
   */
  public static OracleNoise ofAccuracy(double accuracy, double bias, long seed) {
    if (!(accuracy > 0.5 && accuracy <= 1)) {
      throw new IllegalArgumentException(
          "expected an accuracy of more than 0.5 and at most 1, found " + accuracy);
    }
    if (accuracy == 1) {
      return new OracleNoise(0, bias, seed);
    }
    double low = 1e-4;
    double high = 1e4;
    for (int i = 0; i < 200; i++) {
      double middle = Math.sqrt(low * high);
      if (accuracy(middle) > accuracy) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new OracleNoise(high, bias, seed);
  }

  /**
   * The share of pairs told right: the mean of Phi(d / (s sqrt 2)) over the difference d of two
   * uniform worths, whose density is 2(1 - d).
   */
  static double accuracy(double deviation) {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double d = (i + 0.5) / STEPS;
      sum += 2 * (1 - d) * phi(d / (deviation * Math.sqrt(2))) / STEPS;
    }
    return sum;
  }

  /** The normal distribution (Abramowitz and Stegun, 7.1.26; right within 1.5e-7). */
  private static double phi(double z) {
    double x = z / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double tail =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return 1 - tail * Math.exp(-x * x) / 2;
  }

  /** The lots of one question: the same for the same words. */
  SplittableRandom lots(List<Message> question) {
    // Not the hash of the messages: that of an enum is another one in every process.
    long words = seed;
    for (Message message : question) {
      words = words * 31 + message.content().hashCode();
    }
    return new SplittableRandom(words);
  }

  boolean goesByPlace(SplittableRandom lots) {
    return bias > 0 && lots.nextDouble() < bias;
  }

  double seen(double worth, SplittableRandom lots) {
    return deviation == 0 ? worth : worth + deviation * lots.nextGaussian();
  }
}
