package org.llmrec.train.click;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.judgement.ClickTable;
import org.llmrec.data.judgement.ClickTable.Cell;

/**
 * Estimates from a log of clicks how likely people look at each position, without an experiment.
 * The model: a click happens where somebody looks at the position and the item is what they want,
 * {@code P(click) = p(position) r(query, item)}, independently (the position-based model). Both
 * factors are found by expectation maximisation (Wang, Golbandi, Bendersky, Metzler and Najork,
 * "Position bias estimation for unbiased learning to rank in personal search", WSDM 2018, section
 * 4.1), with {@code p(1) = 1}, as only their product shows.
 *
 * <p>What tells positions apart is an item that was shown for the same query at several of them,
 * because the ranking changed, and clicked at one at least. Positions that no chain of such items
 * links with the first cannot be estimated; see {@link Propensities#linked}. The likelihood of few
 * impressions per item is biased towards less difference between positions: logs should be summed
 * over as long a time as the catalogue stays the same.
 */
public final class PositionBias {
  private static final int MOST_ROUNDS = 5_000;
  private static final double PRECISE = 1e-6;
  private static final double LEAST = 1e-6;

  private final ClickTable clicks;
  private final double[] looked;
  private final double[] wanted;

  private PositionBias(ClickTable clicks) {
    this.clicks = clicks;
    this.looked = new double[clicks.positions()];
    this.wanted = new double[clicks.pairs().size()];
    Arrays.setAll(looked, at -> 1.0 / (at + 1));
    Arrays.fill(wanted, 0.5);
  }

  /**
   * Estimates.
   *
   * @throws ConfigException if there is nothing in the table
   */
  public static Propensities estimate(ClickTable clicks) {
    if (clicks.cells().isEmpty()) {
      throw new ConfigException(
          DataCode.DATA_EMPTY,
          "expected clicks and impressions to estimate position bias from, found none");
    }
    return new PositionBias(clicks).propensities();
  }

  private Propensities propensities() {
    int rounds = 0;
    double moved = Double.POSITIVE_INFINITY;
    while (moved > PRECISE && rounds < MOST_ROUNDS) {
      moved = round();
      rounds++;
    }
    boolean[] linked = linked();
    double[] result = new double[looked.length];
    double last = 1;
    for (int at = 0; at < result.length; at++) {
      last = linked[at] ? looked[at] : last;
      result[at] = Math.max(LEAST, last);
    }
    return new Propensities(result, linked, rounds);
  }

  /** One step of both kinds; how far the propensities moved at most. */
  private double round() {
    double[] looks = new double[looked.length];
    double[] wants = new double[wanted.length];
    double[] shownAt = new double[looked.length];
    double[] shown = new double[wanted.length];
    for (Cell cell : clicks.cells()) {
      int at = cell.position() - 1;
      double p = looked[at];
      double r = wanted[cell.pair()];
      double passed = cell.impressions() - cell.clicks();
      double neither = Math.max(1 - p * r, 1e-12);
      looks[at] += cell.clicks() + passed * p * (1 - r) / neither;
      wants[cell.pair()] += cell.clicks() + passed * r * (1 - p) / neither;
      shownAt[at] += cell.impressions();
      shown[cell.pair()] += cell.impressions();
    }
    for (int pair = 0; pair < wants.length; pair++) {
      wanted[pair] = wants[pair] / shown[pair];
    }
    double moved = 0;
    // The first stays at 1.
    for (int at = 1; at < looks.length; at++) {
      double next = shownAt[at] == 0 ? looked[at] : looks[at] / shownAt[at];
      moved = Math.max(moved, Math.abs(next - looked[at]));
      looked[at] = next;
    }
    return moved;
  }

  /** Positions that clicked items join, directly or through others, with the first. */
  private boolean[] linked() {
    List<int[]> together = new ArrayList<>();
    List<Cell> cells = clicks.cells();
    for (int from = 0; from < cells.size(); ) {
      int to = from;
      long clicked = 0;
      while (to < cells.size() && cells.get(to).pair() == cells.get(from).pair()) {
        clicked += cells.get(to++).clicks();
      }
      if (clicked > 0 && to - from > 1) {
        together.add(
            cells.subList(from, to).stream().mapToInt(cell -> cell.position() - 1).toArray());
      }
      from = to;
    }
    boolean[] linked = new boolean[looked.length];
    linked[0] = true;
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int[] positions : together) {
        boolean any = Arrays.stream(positions).anyMatch(at -> linked[at]);
        for (int at : positions) {
          grown |= any && !linked[at];
          linked[at] |= any;
        }
      }
    }
    return linked;
  }
}
