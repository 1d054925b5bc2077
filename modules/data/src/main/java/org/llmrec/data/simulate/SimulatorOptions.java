package org.llmrec.data.simulate;

/**
 * How many readers to invent, and how.
 *
 * @param readers how many
 * @param seed the same seed gives the same readers, whatever machine
 * @param prefix what their ids begin with
 * @param meanHistory about how many items one has read; at least 1
 * @param taste how strongly categories and authors draw a reader, against {@code fame}
 * @param fame how strongly everybody is drawn to the same few items
 */
public record SimulatorOptions(
    int readers, long seed, String prefix, double meanHistory, double taste, double fame) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the first number out of range
   */
  public SimulatorOptions {
    if (readers < 1) {
      throw new IllegalArgumentException("readers must be at least 1, found " + readers);
    }
    if (!(meanHistory >= 1)) {
      throw new IllegalArgumentException("meanHistory must be at least 1, found " + meanHistory);
    }
    if (!(taste >= 0 && fame >= 0)) {
      throw new IllegalArgumentException(
          "taste and fame must not be negative, found " + taste + " and " + fame);
    }
  }

  /** Readers named {@code sim-0001} and on, about 22 items each. */
  public static SimulatorOptions of(int readers, long seed) {
    return new SimulatorOptions(readers, seed, "sim-", 22, 3.0, 0.6);
  }
}
