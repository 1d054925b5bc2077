package org.llmrec.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.llmrec.core.Item;

/**
 * An item that was put in, and what is known of it from the base: how popular it was there, and
 * what the same people liked.
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record LiveEntry(
    Item item,
    float[] textVector,
    float[] towerVector,
    int popularity,
    float trend,
    int[] coEngaged,
    float[] coEngagement) {

  static LiveEntry of(LiveChange.Put put, CatalogueIndex base) {
    int before = base.ordinal(put.id());
    List<Integer> others = new ArrayList<>();
    List<Float> scores = new ArrayList<>();
    if (before >= 0) {
      base.coEngaged(
          before,
          (other, score) -> {
            others.add(other);
            scores.add(score);
          });
    }
    float[] coEngagement = new float[scores.size()];
    for (int i = 0; i < coEngagement.length; i++) {
      coEngagement[i] = scores.get(i);
    }
    return new LiveEntry(
        put.item(),
        put.textVector(),
        put.towerVector(),
        before < 0 ? 0 : base.popularity(before),
        before < 0 ? 0 : base.trend(before),
        others.stream().mapToInt(Integer::intValue).toArray(),
        coEngagement);
  }

  IndexedItem indexed(int ordinal) {
    return new IndexedItem(ordinal, item, Map.of(), popularity, textVector, towerVector)
        .withTrend(trend)
        .withCoEngaged(coEngaged, coEngagement);
  }
}
