package org.llmrec.train.click;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.data.judgement.ClickTable;
import org.llmrec.data.judgement.ClickTable.Cell;
import org.llmrec.data.judgement.ClickTable.Pair;

/**
 * What clicks say of how relevant items are, once it is allowed for who looked: every click counts
 * the inverse of how likely its position is looked at (inverse propensity weighting: Joachims,
 * Swaminathan and Schnabel, "Unbiased learning-to-rank with biased feedback", WSDM 2017). Without
 * clipping the mean over an item's impressions is an unbiased estimate of how often those who look
 * click; clipping allows some bias, and one chance click far down then counts less.
 */
public final class ClickTargets {
  /** No click counts more than ten, unless asked otherwise. */
  public static final double CLIP = 0.1;

  private ClickTargets() {}

  /**
   * Relevance by query and item.
   *
   * @param clip propensities below count as this, in (0, 1]
   * @return by the folded text of a query, from an item's id to its relevance, 0 or more; 0 for
   *     what was shown and never clicked. May be above 1 where clicks are few
   * @throws IllegalArgumentException if {@code clip} is out of its range
   */
  public static SortedMap<String, SortedMap<String, Double>> of(
      ClickTable clicks, Propensities propensities, double clip) {
    if (!(clip > 0 && clip <= 1)) {
      throw new IllegalArgumentException("expected a clip in (0, 1], found " + clip);
    }
    double[] weighted = new double[clicks.pairs().size()];
    double[] shown = new double[weighted.length];
    for (Cell cell : clicks.cells()) {
      weighted[cell.pair()] += cell.clicks() / Math.max(clip, propensities.of(cell.position()));
      shown[cell.pair()] += cell.impressions();
    }
    SortedMap<String, SortedMap<String, Double>> targets = new TreeMap<>();
    for (int i = 0; i < weighted.length; i++) {
      Pair pair = clicks.pairs().get(i);
      targets
          .computeIfAbsent(pair.query(), query -> new TreeMap<>())
          .put(pair.item(), weighted[i] / shown[i]);
    }
    targets.replaceAll((query, items) -> Collections.unmodifiableSortedMap(items));
    return Collections.unmodifiableSortedMap(targets);
  }
}
