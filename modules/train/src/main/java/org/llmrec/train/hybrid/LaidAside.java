package org.llmrec.train.hybrid;

import java.util.SplittableRandom;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.internal.Shuffle;

/**
 * Training rows parted in two: those that the methods are fitted on, and those on which it is
 * learnt how to put their scores together, since on rows of their own they all look better than
 * they are.
 */
final class LaidAside {
  private final TrainingData kept;
  private final int[][] held;
  private final boolean[] unmet;

  private LaidAside(TrainingData kept, int[][] held, boolean[] unmet) {
    this.kept = kept;
    this.held = held;
    this.unmet = unmet;
  }

  /**
   * Draws.
   *
   * @param share of each user's rows that are held; above 0 at least one of two or more, and never
   *     all for this
   * @param unmetShare of the items that lose all their rows
   */
  static LaidAside of(TrainingData data, double share, double unmetShare, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    InteractionTable rows = data.positives();
    boolean[] unmet = new boolean[data.items().size()];
    for (int item = 0; item < unmet.length; item++) {
      unmet[item] = random.nextDouble() < unmetShare;
    }
    boolean[] aside = new boolean[rows.size()];
    for (int[] own : rows.rowsByUser()) {
      int wanted = wanted(share, own.length);
      Shuffle.of(own, random);
      for (int i = 0; i < own.length; i++) {
        aside[own[i]] = i < wanted || unmet[rows.item(own[i])];
      }
    }
    return new LaidAside(
        data.keeping(row -> !aside[row]), rows.filter(row -> aside[row]).itemsByUser(), unmet);
  }

  private static int wanted(double share, int rows) {
    return share == 0 ? 0 : (int) Math.min(rows - 1, Math.max(1, Math.round(share * rows)));
  }

  /** What the methods are fitted on. */
  TrainingData kept() {
    return kept;
  }

  /** Per user the items of the rows that were laid aside, ascending. */
  int[][] held() {
    return held;
  }

  /** Whether an item lost all its rows. */
  boolean unmet(int item) {
    return unmet[item];
  }
}
