package org.llmrec.retrieve.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.IntroSorter;
import org.llmrec.retrieve.Candidate;
import org.llmrec.retrieve.Fusion;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.SourceHit;

/**
 * What all sources of a retrieval found for one request, each item once, ready to be fused again
 * and again by other weights. Items are by position, ascending by ordinal.
 */
final class Pool {
  private final List<Hits> lists;
  private final int[] ordinals;
  private final List<int[]> ranks = new ArrayList<>();
  private final List<float[]> scores = new ArrayList<>();

  Pool(List<Hits> lists) {
    this.lists = List.copyOf(lists);
    this.ordinals =
        lists.stream()
            .flatMapToInt(list -> Arrays.stream(list.ordinals()))
            .sorted()
            .distinct()
            .toArray();
    for (Hits list : lists) {
      int[] rank = new int[ordinals.length];
      float[] score = new float[ordinals.length];
      Arrays.fill(score, Float.NaN);
      for (int i = 0; i < list.size(); i++) {
        int at = Arrays.binarySearch(ordinals, list.ordinal(i));
        rank[at] = i + 1;
        score[at] = list.score(i);
      }
      ranks.add(rank);
      scores.add(score);
    }
  }

  int size() {
    return ordinals.length;
  }

  int ordinal(int position) {
    return ordinals[position];
  }

  /** Made when asked for: of a thousand that were found, two hundred are. */
  Candidate candidate(int position) {
    Map<Source, SourceHit> hits = new EnumMap<>(Source.class);
    for (int l = 0; l < lists.size(); l++) {
      int rank = ranks.get(l)[position];
      if (rank > 0) {
        hits.put(lists.get(l).source(), new SourceHit(scores.get(l)[position], rank));
      }
    }
    return new Candidate(ordinals[position], hits);
  }

  double[] fused(Mixing mixing, List<Double> weights) {
    return switch (mixing) {
      case Mixing.ReciprocalRank by -> Fusion.reciprocalRank(ranks, weights, by.k());
      case Mixing.ZScores by -> Fusion.zScores(scores, weights);
    };
  }

  /** Positions, best first, equal ones by ordinal. */
  static int[] order(double[] fused) {
    int[] order = new int[fused.length];
    Arrays.setAll(order, position -> position);
    // Without boxes: learning weights orders every pool hundreds of times.
    new IntroSorter() {
      private int pivot;

      @Override
      protected void setPivot(int i) {
        pivot = order[i];
      }

      @Override
      protected int comparePivot(int j) {
        int other = order[j];
        return fused[pivot] != fused[other]
            ? Double.compare(fused[other], fused[pivot])
            : pivot - other;
      }

      @Override
      protected void swap(int i, int j) {
        int position = order[i];
        order[i] = order[j];
        order[j] = position;
      }
    }.sort(0, order.length);
    return order;
  }

  /**
   * The first {@code n}, but for places that quotas keep: the best of each list that has a quota
   * are in, and push out the last of the others.
   *
   * @param order all positions, best first
   * @param quotas one per list; a place counts for every list that has the item
   * @return positions in the same order, {@code n} or all there are; more than {@code n} only where
   *     the quotas together ask for more
   */
  int[] chosen(int[] order, List<Integer> quotas, int n) {
    boolean[] kept = new boolean[order.length];
    int places = 0;
    for (int l = 0; l < lists.size(); l++) {
      int[] rank = ranks.get(l);
      for (int position = 0; position < rank.length; position++) {
        if (rank[position] > 0 && rank[position] <= quotas.get(l) && !kept[position]) {
          kept[position] = true;
          places++;
        }
      }
    }
    int open = Math.max(0, n - places);
    int[] chosen = new int[order.length];
    int size = 0;
    for (int position : order) {
      if (kept[position]) {
        chosen[size++] = position;
      } else if (open > 0) {
        chosen[size++] = position;
        open--;
      }
    }
    return Arrays.copyOf(chosen, size);
  }
}
