package org.llmrec.data.simulate.world;

import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How large a world is.
 *
 * @param items how many items, 10 to 1,000,000,000
 * @param interactions about how many interactions, from 10; people are added until there are that
 *     many
 * @param meanHistory about how many items a person meets, 1 to 1,000 and at most half the items
 * @param words about how many words a description has, 1 to 1,000
 * @param seed the same seed gives the same bytes, whatever machine
 */
public record WorldOptions(
    int items, long interactions, double meanHistory, double words, long seed) {
  private static final int MOST_ITEMS = 1_000_000_000;
  private static final int MOST = 1_000;

  /**
   * Checks the ranges.
   *
   * @throws ConfigException naming the first number out of range
   */
  public WorldOptions {
    require("items", items >= 10 && items <= MOST_ITEMS, items, "10 to " + MOST_ITEMS);
    require("interactions", interactions >= 10, interactions, "10 or more");
    double longest = Math.min(MOST, items / 2);
    require(
        "mean history", meanHistory >= 1 && meanHistory <= longest, meanHistory, "1 to " + longest);
    require("words", words >= 1 && words <= MOST, words, "1 to " + MOST);
  }

  /** Twenty items a person, thirty words a description. */
  public static WorldOptions of(int items, long interactions, long seed) {
    return new WorldOptions(items, interactions, Math.min(20, items / 2.0), 30, seed);
  }

  private static void require(String name, boolean holds, Object value, String expected) {
    if (!holds) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "world: " + name + ": expected " + expected + ", found " + Objects.toString(value));
    }
  }
}
