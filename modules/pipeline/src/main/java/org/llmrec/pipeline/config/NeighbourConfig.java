package org.llmrec.pipeline.config;

/**
 * Which neighbours a prompt shows beside an item.
 *
 * @param count how many
 * @param damping the probability that the surfer goes on, in [0, 1)
 * @param acceptPinnedGraph whether answers stay in use whose neighbours were pinned when other
 *     interactions were trained on
 */
public record NeighbourConfig(int count, double damping, boolean acceptPinnedGraph) {
  private static final int MOST = 20;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public NeighbourConfig {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("expected a count of 1 to " + MOST + ", found " + count);
    }
    if (!(damping >= 0 && damping < 1)) {
      throw new IllegalArgumentException("expected a damping in [0, 1), found " + damping);
    }
  }

  /** Three, damping 0.85, and answers built on other interactions are refused. */
  public static NeighbourConfig defaults() {
    return new NeighbourConfig(3, 0.85, false);
  }
}
