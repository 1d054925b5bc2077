package org.llmrec.recommender;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.ListRanker;

/**
 * Scores of the ranker of short lists over all items of a view. Of an item that came later it knows
 * nothing; such a one gets the place among the others that its taste has.
 */
final class ListScores {
  private ListScores() {}

  /**
   * The score of each item.
   *
   * @param liked what the person likes
   * @param ordinals the candidates
   * @param tastes what the towers say of each
   */
  static float[] of(ListRanker ranker, int[] liked, int[] ordinals, float[] tastes) {
    int items = ranker.signals().items();
    int[] places = IntStream.range(0, ordinals.length).filter(i -> ordinals[i] < items).toArray();
    int[] known = Arrays.stream(places).map(i -> ordinals[i]).toArray();
    float[] own = new float[known.length];
    ranker.score(history(ranker, liked), known, own);
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < places.length; i++) {
      scores[places[i]] = own[i];
    }
    if (places.length < ordinals.length) {
      float[] knownTastes = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        knownTastes[i] = tastes[places[i]];
      }
      Arrays.sort(knownTastes);
      Arrays.sort(own);
      for (int i = 0; i < ordinals.length; i++) {
        if (ordinals[i] >= items) {
          scores[i] = between(own, above(knownTastes, tastes[i]));
        }
      }
    }
    return scores;
  }

  /** What the ranker knows of what a person likes. */
  static History history(ListRanker ranker, int[] liked) {
    int items = ranker.signals().items();
    // Whoever asks asks now; later than its last row the ranker has nothing to go by.
    long time = ranker.signals().latest().orElse(Interaction.NO_TIME);
    return new History(Arrays.stream(liked).filter(item -> item < items).toArray(), time);
  }

  /** How many of the ascending values are smaller. */
  private static int above(float[] ascending, float value) {
    int low = 0;
    for (int high = ascending.length; low < high; ) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A score that stands above so many of the ascending ones. */
  private static float between(float[] ascending, int below) {
    if (ascending.length == 0) {
      return 0;
    }
    if (below == 0) {
      return Math.nextDown(ascending[0]);
    }
    return below == ascending.length
        ? Math.nextUp(ascending[below - 1])
        : (ascending[below - 1] + ascending[below]) / 2;
  }
}
