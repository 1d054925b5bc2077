package org.llmrec.metrics;

import java.util.Arrays;

/** Counts how many items rank above and beside each relevant one, without sorting the items. */
final class TieCounts {
  private final float[] scores;
  private final int[] idOrder;

  /** Of the ranked relevant items, each once, ascending, so the worst first. */
  private final long[] keys;

  private final int[] hits;
  private final long[] gains;

  /** Items with exactly this key. */
  private final int[] equal;

  /** Items below this key and above the one before it; one more than keys. */
  private final int[] between;

  private final int unrankedRelevant;
  private int ranked;
  private int unranked;

  private TieCounts(
      float[] scores, int[] idOrder, long[] keys, int distinct, int unrankedRelevant) {
    this.scores = scores;
    this.idOrder = idOrder;
    this.keys = Arrays.copyOf(keys, distinct);
    this.hits = new int[distinct];
    this.gains = new long[distinct];
    this.equal = new int[distinct];
    this.between = new int[distinct + 1];
    this.unrankedRelevant = unrankedRelevant;
  }

  /** Looks only at the relevant items. Arguments as {@link RankedRelevance#trec}. */
  static TieCounts ofRelevant(
      float[] scores, int[] candidates, int[] masked, int[] relevant, int[] gains, int[] idOrder) {
    long[] keys = new long[relevant.length];
    int[] rankedGains = new int[relevant.length];
    int found = 0;
    int unranked = 0;
    for (int i = 0; i < relevant.length; i++) {
      int item = relevant[i];
      if (candidates != null && Arrays.binarySearch(candidates, item) < 0
          || masked != null && Arrays.binarySearch(masked, item) >= 0) {
        continue;
      }
      if (scores[item] == Float.NEGATIVE_INFINITY) {
        unranked++;
      } else {
        rankedGains[found] = gains == null ? 1 : gains[i];
        keys[found++] = key(scores, item, idOrder);
      }
    }
    long[] sorted = Arrays.copyOf(keys, found);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < found; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    TieCounts counts = new TieCounts(scores, idOrder, sorted, distinct, unranked);
    for (int i = 0; i < found; i++) {
      int place = Arrays.binarySearch(counts.keys, keys[i]);
      counts.hits[place]++;
      counts.gains[place] += rankedGains[i];
    }
    return counts;
  }

  /** Looks at all candidates, the relevant ones included. */
  void countAll(Candidates candidates) {
    for (int item = candidates.next(); item >= 0; item = candidates.next()) {
      if (scores[item] == Float.NEGATIVE_INFINITY) {
        unranked++;
        continue;
      }
      ranked++;
      int place = Arrays.binarySearch(keys, key(scores, item, idOrder));
      if (place >= 0) {
        equal[place]++;
      } else {
        between[-place - 1]++;
      }
    }
  }

  /** From the head of the ranking. */
  RankedRelevance.Group[] groups() {
    RankedRelevance.Group[] groups = new RankedRelevance.Group[keys.length];
    int above = 0;
    for (int i = keys.length - 1; i >= 0; i--) {
      above += between[i + 1];
      groups[keys.length - 1 - i] = new RankedRelevance.Group(above, equal[i], hits[i], gains[i]);
      above += equal[i];
    }
    return groups;
  }

  int ranked() {
    return ranked;
  }

  int unranked() {
    return unranked;
  }

  int unrankedRelevant() {
    return unrankedRelevant;
  }

  /** Greater for what ranks higher; equal for what ties, which no two items do in id order. */
  private static long key(float[] scores, int item, int[] idOrder) {
    int score = ScoreOrder.bits(scores[item], item);
    return ((long) score << 32) | (idOrder == null ? 0 : ~idOrder[item] & 0xffffffffL);
  }
}
