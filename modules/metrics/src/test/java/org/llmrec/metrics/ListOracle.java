package org.llmrec.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The metrics by their definitions, from a whole list without ties; slow and plain on purpose. */
final class ListOracle {
  private ListOracle() {}

  /** One case: arguments as {@link RankedRelevance#trec}. */
  record Case(float[] scores, int[] candidates, int[] masked, int[] relevant, int[] gains) {
    int[] eligible() {
      return IntStream.range(0, scores.length)
          .filter(i -> candidates == null || Arrays.binarySearch(candidates, i) >= 0)
          .filter(i -> masked == null || Arrays.binarySearch(masked, i) < 0)
          .toArray();
    }

    int gain(int item) {
      int place = Arrays.binarySearch(relevant, item);
      return place < 0 ? 0 : gains == null ? 1 : gains[place];
    }

    RankedRelevance expected() {
      return RankedRelevance.expected(scores, candidates, masked, relevant, gains);
    }

    /** The ranked items when equal scores go by {@code order}, smaller first. */
    int[] ranking(int[] order) {
      return Arrays.stream(eligible())
          .filter(i -> scores[i] > Float.NEGATIVE_INFINITY)
          .boxed()
          .sorted(
              Comparator.comparingDouble((Integer i) -> -(scores[i] + 0.0))
                  .thenComparing(i -> order[i]))
          .mapToInt(i -> i)
          .toArray();
    }
  }

  /** Of one ranking of the case. */
  static double of(Metric metric, Case it, int[] ranking) {
    int depth = Math.min(metric.cut(), ranking.length);
    double hits = 0;
    double precisions = 0;
    double dcg = 0;
    double first = 0;
    for (int rank = 1; rank <= depth; rank++) {
      int gain = it.gain(ranking[rank - 1]);
      if (gain > 0) {
        hits++;
        precisions += hits / rank;
        dcg += gain / (Math.log(rank + 1) / Math.log(2));
        first = first == 0 ? rank : first;
      }
    }
    int relevant = it.relevant().length;
    return switch (metric.family()) {
      case PRECISION -> hits / (metric.cut() == Metric.UNCUT ? Math.max(1, depth) : metric.cut());
      case RECALL -> hits / relevant;
      case NDCG -> dcg / ideal(it, metric.cut());
      case MAP -> precisions / relevant;
      case MRR -> first == 0 ? 0 : 1 / first;
      case HIT -> hits > 0 ? 1 : 0;
      case AUC -> auc(it, ranking);
    };
  }

  private static double ideal(Case it, int cut) {
    int[] gains = Arrays.stream(it.relevant()).map(it::gain).map(g -> -g).sorted().toArray();
    double sum = 0;
    for (int rank = 1; rank <= Math.min(cut, gains.length); rank++) {
      sum += -gains[rank - 1] / (Math.log(rank + 1) / Math.log(2));
    }
    return sum;
  }

  /** Every pair, the unranked at one place behind all. */
  private static double auc(Case it, int[] ranking) {
    Set<Integer> all = new TreeSet<>();
    IntStream.concat(Arrays.stream(it.eligible()), Arrays.stream(it.relevant())).forEach(all::add);
    double pairs = 0;
    double right = 0;
    for (int good : it.relevant()) {
      for (int other : all) {
        if (it.gain(other) == 0) {
          int ahead = Integer.compare(place(ranking, other), place(ranking, good));
          pairs++;
          right += (ahead + 1) / 2.0;
        }
      }
    }
    return pairs == 0 ? .5 : right / pairs;
  }

  private static int place(int[] ranking, int item) {
    for (int i = 0; i < ranking.length; i++) {
      if (ranking[i] == item) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }
}
