package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.List;

/**
 * One stage of a tournament.
 *
 * @param groups how many groups play at the same time, 1 or more
 * @param advance how many of each go on, 1 or more
 */
public record Stage(int groups, int advance) {
  /** The most items of a group: what a model still compares well at one sight. */
  static final int GROUP = 20;

  private static final int HALL = 100;

  /**
   * The stages for {@code n} items. For 100 they are the published ones, 100 to 50 to 20 to 10 to 5
   * to 2; a shorter list enters where it fits, a longer one is halved in groups of at most {@value
   * #GROUP} until it does.
   */
  public static List<Stage> of(int n) {
    List<Stage> stages = new ArrayList<>();
    int left = n;
    while (left > HALL) {
      int groups = Math.ceilDiv(left, GROUP);
      stages.add(new Stage(groups, GROUP / 2));
      left = groups * (GROUP / 2);
    }
    if (left > 50) {
      stages.add(new Stage(5, 10));
      left = 50;
    }
    if (left > GROUP) {
      stages.add(new Stage(5, 4));
      left = GROUP;
    }
    for (int advance : new int[] {10, 5, 2}) {
      if (left > advance) {
        stages.add(new Stage(1, advance));
        left = advance;
      }
    }
    return List.copyOf(stages);
  }
}
