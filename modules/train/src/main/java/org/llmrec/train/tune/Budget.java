package org.llmrec.train.tune;

import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * What a search may spend. It ends before the step that would go beyond the epochs or trials, and
 * after the one that went beyond the seconds.
 *
 * @param epochs of all trials together, from 1
 * @param seconds of all trials together, above 0
 * @param trials how many may begin, from 1
 */
public record Budget(long epochs, double seconds, int trials) {

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if a number is out of its range
   */
  public Budget {
    if (epochs < 1 || !(seconds > 0) || trials < 1) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "a tuning budget: expected 1 or more epochs and trials and more than 0 seconds, found "
              + epochs
              + ", "
              + trials
              + " and "
              + seconds);
    }
  }

  /** So many epochs, whatever they take. */
  public static Budget ofEpochs(long epochs) {
    return new Budget(epochs, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
  }

  /** So many seconds. What fits in depends on the machine; what fits in is the same every time. */
  public static Budget ofSeconds(double seconds) {
    return new Budget(Long.MAX_VALUE, seconds, Integer.MAX_VALUE);
  }

  /** So many trials, each as far as its bracket takes it. */
  public static Budget ofTrials(int trials) {
    return new Budget(Long.MAX_VALUE, Double.POSITIVE_INFINITY, trials);
  }

  boolean allowsTrial(Spent spent) {
    return spent.trials() < trials;
  }

  boolean allowsEpochs(Spent spent, int more) {
    return spent.epochs() + more <= epochs && spent.seconds() < seconds;
  }
}
