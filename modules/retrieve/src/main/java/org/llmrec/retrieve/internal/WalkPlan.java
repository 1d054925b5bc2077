package org.llmrec.retrieve.internal;

/**
 * Whether to walk through a graph of vectors or to scan, and how far to walk.
 *
 * @param breadth how many items a walk gathers
 * @param limit how many it may visit before it is given up
 * @param worthwhile whether it is expected to visit fewer than a scan would compare
 */
record WalkPlan(int breadth, int limit, boolean worthwhile) {
  /** A walk for fewer finds too few of the true best: at 10 one in ten was missed, at 100 none. */
  private static final int LEAST = 100;

  /** Under a filter a walk misses a few times as many as without. */
  private static final int FILTERED = 2;

  /** Visits per gathered item and doubling of the catalogue, where all items may be found. */
  private static final double TEXT_VISITS = 0.62;

  /** The same by taste: this times powers of what is gathered and of the catalogue's size. */
  private static final double TOWER_VISITS = 19;

  /** A graph of inner products first leads to the long vectors, however few are wanted. */
  private static final double BY_BREADTH = 0.65;

  private static final double BY_SIZE = 0.2;

  /** The time of a visit, which jumps about in memory and compares links, in comparisons. */
  private static final double VISIT_COST = 2.5;

  /**
   * The plan for a search.
   *
   * @param field whose graph it is
   * @param size how many vectors the graph has
   * @param reachable how many of them may be found
   * @param wanted how many are wanted, at most {@code reachable}
   * @param oversampling how many to gather for each that is wanted
   */
  static WalkPlan of(String field, int size, int reachable, int wanted, int oversampling) {
    double share = reachable / (double) size;
    long gathered = (long) wanted * oversampling * (share < 1 ? FILTERED : 1);
    int breadth = (int) Math.min(reachable, Math.max(gathered, LEAST));
    double visits =
        field.equals(IndexFields.TOWER)
            ? TOWER_VISITS * Math.pow(breadth, BY_BREADTH) * Math.pow(size, BY_SIZE)
            : TEXT_VISITS * breadth * Math.log(size) / Math.log(2);
    // Given up at its limit, it has cost what the scan will: twice the scan at worst.
    int limit = (int) (reachable / VISIT_COST);
    return new WalkPlan(breadth, limit, visits / share < limit);
  }
}
