package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.rank.list.Explainer;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.ListRanker;

/**
 * "because you liked Alien (1979) and Blade Runner (1982)": the two items of the history that raise
 * the score of the ranker of short lists most. Where none does, and for an item that came later,
 * the reason is that of the towers.
 */
record ListReasons(ListRanker ranker, Taste taste, TasteReasons towers) implements Reasons {
  @Override
  public List<String> of(Scored scored, int[] best) {
    int items = ranker.signals().items();
    int[] known = Arrays.stream(scored.ordinals()).filter(item -> item < items).toArray();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < known.length; i++) {
      places.put(known[i], i);
    }
    History history = ListScores.history(ranker, taste.liked());
    Explainer explainer = ranker.explainer(history, known);
    List<String> reasons = new ArrayList<>(towers.of(scored, best));
    for (int r = 0; r < best.length; r++) {
      Integer place = places.get(scored.ordinals()[best[r]]);
      if (place != null) {
        List<Double> amounts = explainer.of(place).history();
        float[] values = new float[amounts.size()];
        for (int i = 0; i < values.length; i++) {
          // With seen items allowed, an item may be liked itself; it is no reason for itself.
          boolean itself = history.items()[i] == known[place];
          values[i] = itself ? 0 : amounts.get(i).floatValue();
        }
        String liked = towers.highestTwo(values, history.items());
        if (!liked.isEmpty()) {
          reasons.set(r, "because you liked " + liked);
        }
      }
    }
    return reasons;
  }
}
