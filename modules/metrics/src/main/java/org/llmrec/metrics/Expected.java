package org.llmrec.metrics;

import org.llmrec.metrics.RankedRelevance.Group;

/**
 * Expected values over all orders of tied items (McSherry and Najork, Computing Information
 * Retrieval Performance Measures Efficiently in the Presence of Tied Scores, ECIR 2008). In a group
 * of {@code size} items with {@code hits} relevant ones each place is relevant with chance {@code
 * hits / size}; a group of one gives the plain figure.
 */
final class Expected {
  private Expected() {}

  /** Number of hits to rank {@code cut}. */
  static double hits(RankedRelevance ranking, int cut) {
    double sum = 0;
    for (Group group : ranking.groups()) {
      sum += (double) group.hits() * places(group, cut) / group.size();
    }
    return sum;
  }

  /** Discounted gain to rank {@code cut}. */
  static double gain(RankedRelevance ranking, int cut) {
    double sum = 0;
    for (Group group : ranking.groups()) {
      int places = places(group, cut);
      sum += Discounts.sum(group.above() + 1, places) * group.gain() / group.size();
    }
    return sum;
  }

  /** Discounted gain to rank {@code cut} of the best list. */
  static double idealGain(RankedRelevance ranking, int cut) {
    double sum = 0;
    for (int rank = 1; rank <= Math.min(cut, ranking.relevant()); rank++) {
      sum += Discounts.at(rank) * ranking.idealGain(rank);
    }
    return sum;
  }

  /**
   * Precision at each hit to rank {@code cut}, summed. If a place is relevant, each of those before
   * it in its group is so with chance {@code (hits - 1) / (size - 1)}.
   */
  static double precisions(RankedRelevance ranking, int cut) {
    double sum = 0;
    int hitsAbove = 0;
    for (Group group : ranking.groups()) {
      double chance = (double) group.hits() / group.size();
      double others = group.size() == 1 ? 0 : (group.hits() - 1.0) / (group.size() - 1.0);
      int places = places(group, cut);
      for (int i = 0; i < places; i++) {
        sum += chance * (hitsAbove + 1 + i * others) / (group.above() + 1.0 + i);
      }
      hitsAbove += group.hits();
    }
    return sum;
  }

  /** The first hit is in the first group, at its place i with the chance that i places miss. */
  static double reciprocalRank(RankedRelevance ranking, int cut) {
    if (ranking.groups().length == 0) {
      return 0;
    }
    Group first = ranking.groups()[0];
    double sum = 0;
    double missed = 1;
    for (int i = 0; i < places(first, cut) && missed > 0; i++) {
      double left = first.size() - i;
      sum += missed * (first.hits() / left) / (first.above() + 1.0 + i);
      missed *= (left - first.hits()) / left;
    }
    return sum;
  }

  /** Chance of a hit to rank {@code cut}. */
  static double anyHit(RankedRelevance ranking, int cut) {
    if (ranking.groups().length == 0) {
      return 0;
    }
    Group first = ranking.groups()[0];
    double missed = 1;
    for (int i = 0; i < places(first, cut) && missed > 0; i++) {
      double left = first.size() - i;
      missed *= (left - first.hits()) / left;
    }
    return 1 - missed;
  }

  /** Share of pairs of a relevant and another item in the right order; ties count half. */
  static double orderedPairs(RankedRelevance ranking) {
    long below = ranking.ranked() - ranking.rankedRelevant();
    double unranked = (double) ranking.unranked() - ranking.unrankedRelevant();
    double pairs = ranking.relevant() * (below + unranked);
    if (pairs == 0) {
      return .5;
    }
    double sum = 0;
    int missing = ranking.relevant();
    long hitsAbove = 0;
    for (Group group : ranking.groups()) {
      long beside = group.size() - group.hits();
      long under = below - (group.above() - hitsAbove) - beside;
      sum += group.hits() * (under + beside / 2.0 + unranked);
      hitsAbove += group.hits();
      missing -= group.hits();
    }
    return (sum + missing * unranked / 2) / pairs;
  }

  /** How many places of the group lie within the cut. */
  private static int places(Group group, int cut) {
    return Math.clamp((long) cut - group.above(), 0, group.size());
  }
}
