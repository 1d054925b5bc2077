package org.llmrec.data.split;

import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How to split per user.
 *
 * @param seed of the shuffles
 * @param minPositives users with fewer positives are not split
 * @param share of a user's positives that goes to test, and again to validation; in (0, 0.5)
 * @param keepSmallUsers whether users that are not split stay in train wholly; else they are left
 *     out, and items that occur with nobody else go with them
 */
public record SplitOptions(long seed, int minPositives, double share, boolean keepSmallUsers) {
  /**
   * Checks the ranges.
   *
   * @throws ConfigException if fewer than 3 positives would have to be cut in three, or the share
   *     is out of range
   */
  public SplitOptions {
    if (minPositives < 3) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "a split needs at least 3 positives a user, found " + minPositives);
    }
    if (!(share > 0 && share < 0.5)) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "a split's share lies between 0 and 0.5, found " + share);
    }
  }

  /** Protocol A: 10 positives at least, 10 % each, smaller users left out. */
  public static SplitOptions protocolA(long seed) {
    return new SplitOptions(seed, 10, 0.1, false);
  }

  /** As protocol A, but smaller users stay in train. */
  public static SplitOptions everybody(long seed) {
    return new SplitOptions(seed, 10, 0.1, true);
  }
}
