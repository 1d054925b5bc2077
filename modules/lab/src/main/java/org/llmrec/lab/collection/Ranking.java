package org.llmrec.lab.collection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.llmrec.metrics.RankedRelevance;
import org.llmrec.metrics.TrecOrder;

/**
 * The documents found for one topic, in the order that trec_eval ranks them in: by score, equal
 * scores by id, the greater first. So the ranks in a run file are those that were measured.
 */
final class Ranking {
  private final List<String> ids;
  private final float[] scores;

  private Ranking(List<String> ids, float[] scores) {
    this.ids = ids;
    this.scores = scores;
  }

  /**
   * Orders.
   *
   * @param found each id once
   * @param scored one for each
   */
  static Ranking of(List<String> found, float[] scored) {
    int[] byId = TrecOrder.of(found);
    int[] order =
        IntStream.range(0, scored.length)
            .boxed()
            .sorted(
                (a, b) ->
                    scored[a] != scored[b]
                        ? Float.compare(scored[b], scored[a])
                        : Integer.compare(byId[a], byId[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    float[] scores = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      scores[i] = scored[order[i]];
    }
    return new Ranking(Arrays.stream(order).mapToObj(found::get).toList(), scores);
  }

  int size() {
    return scores.length;
  }

  String id(int rank) {
    return ids.get(rank);
  }

  float score(int rank) {
    return scores[rank];
  }

  /**
   * Judges it. The documents that matter are those found and those relevant, so that a collection
   * of any size costs no more than these.
   *
   * @param grades of documents, at least one from 1 on
   */
  RankedRelevance judged(SortedMap<String, Integer> grades) {
    SortedMap<String, Integer> relevant = new TreeMap<>(grades);
    relevant.values().removeIf(grade -> grade < 1);
    List<String> all = new ArrayList<>(ids);
    SortedMap<String, Integer> missed = new TreeMap<>(relevant);
    ids.forEach(missed::remove);
    all.addAll(missed.keySet());
    float[] values = Arrays.copyOf(scores, all.size());
    Arrays.fill(values, scores.length, values.length, Float.NEGATIVE_INFINITY);
    int[] places =
        IntStream.range(0, all.size()).filter(i -> relevant.containsKey(all.get(i))).toArray();
    int[] gains = Arrays.stream(places).map(i -> relevant.get(all.get(i))).toArray();
    return RankedRelevance.trec(values, null, null, places, gains, TrecOrder.of(all));
  }
}
