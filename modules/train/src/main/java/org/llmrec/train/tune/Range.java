package org.llmrec.train.tune;

import java.util.List;
import java.util.random.RandomGenerator;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** The values that a setting may take, and how likely each is. */
public sealed interface Range {

  /** One of them: a {@link Double}, an {@link Integer}, or a choice as it was given. */
  Object draw(RandomGenerator random);

  /**
   * Numbers whose logarithm is uniform, for what acts by its order of magnitude: learning rates,
   * weights of L2.
   *
   * @param low above 0
   * @param high above {@code low}; drawn no more than any other single number
   */
  record LogUniform(double low, double high) implements Range {
    /**
     * Checks the bounds.
     *
     * @throws ConfigException if they are not so
     */
    public LogUniform {
      require(
          low > 0 && low < high && high < Double.POSITIVE_INFINITY, "0 < low < high", low, high);
    }

    @Override
    public Object draw(RandomGenerator random) {
      double log =
          StrictMath.log(low) + random.nextDouble() * (StrictMath.log(high) - StrictMath.log(low));
      return Math.clamp(StrictMath.exp(log), low, high);
    }
  }

  /**
   * Numbers from {@code low} to below {@code high}, each as likely.
   *
   * @param low finite
   * @param high above it, finite
   */
  record Uniform(double low, double high) implements Range {
    /**
     * Checks the bounds.
     *
     * @throws ConfigException if they are not so
     */
    public Uniform {
      require(low < high && Double.isFinite(high - low), "low < high", low, high);
    }

    @Override
    public Object draw(RandomGenerator random) {
      return low + random.nextDouble() * (high - low);
    }
  }

  /**
   * Whole numbers from {@code low} to {@code high}, both included, each as likely.
   *
   * @param low any
   * @param high not below it
   */
  record Whole(int low, int high) implements Range {
    /**
     * Checks the bounds.
     *
     * @throws ConfigException if they are not so
     */
    public Whole {
      require(low <= high, "low <= high", low, high);
    }

    @Override
    public Object draw(RandomGenerator random) {
      return (int) (low + (long) (random.nextDouble() * ((long) high - low + 1)));
    }
  }

  /**
   * One of a few, each as likely.
   *
   * @param values at least one; numbers, truths or texts
   */
  record Choice(List<?> values) implements Range {
    /**
     * Copies the values.
     *
     * @throws ConfigException if there is none
     */
    public Choice {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new ConfigException(
            OptionCode.OPTION_MISSING,
            "expected values to choose from, found none; name at least one");
      }
    }

    /** Of these. */
    public static Choice of(Object... values) {
      return new Choice(List.of(values));
    }

    @Override
    public Object draw(RandomGenerator random) {
      return values.get((int) (random.nextDouble() * values.size()));
    }
  }

  private static void require(boolean holds, String expected, Number low, Number high) {
    if (!holds) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "a range to search: expected " + expected + ", found " + low + " and " + high);
    }
  }
}
