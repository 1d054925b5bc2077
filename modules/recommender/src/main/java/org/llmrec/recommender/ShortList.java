package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;
import org.llmrec.rank.list.Asking;
import org.llmrec.rank.list.Explainer;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.ListRanker;

/**
 * The candidates of one request before the ranker of short lists: their scores, and which items of
 * the history raise them. Of an item that came later the ranker knows nothing; such a one gets the
 * place among the others that its taste has, and its reason from the towers.
 */
final class ShortList implements Reasons, AutoCloseable {
  private final ListRanker ranker;
  private final TasteReasons towers;
  private final int[] ordinals;
  private final int[] history;
  private final Asking asking;
  private final int[] places;
  private final int[] known;
  private final float[] own;

  /**
   * Asks.
   *
   * @param taste whose, and what they like
   * @param ordinals the candidates
   * @param towers the reasons for what is left
   */
  ShortList(ListRanker ranker, Taste taste, int[] ordinals, TasteReasons towers) {
    int items = ranker.signals().items();
    this.ranker = ranker;
    this.towers = towers;
    this.ordinals = ordinals;
    this.history = Arrays.stream(taste.liked()).filter(item -> item < items).distinct().toArray();
    this.places = IntStream.range(0, ordinals.length).filter(i -> ordinals[i] < items).toArray();
    this.known = Arrays.stream(places).map(i -> ordinals[i]).toArray();
    // Whoever asks asks now; later than its last row the ranker has nothing to go by.
    long time = ranker.signals().latest().orElse(Interaction.NO_TIME);
    this.asking = ranker.signals().ask(new History(history, time, taste.trained()));
    this.own = new float[known.length];
    ranker.score(asking, known, own);
  }

  /**
   * The score of each candidate.
   *
   * @param tastes what the towers say of each
   */
  float[] scores(float[] tastes) {
    float[] scores = new float[ordinals.length];
    float[] knownTastes = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      scores[places[i]] = own[i];
      knownTastes[i] = tastes[places[i]];
    }
    if (places.length < ordinals.length) {
      float[] sorted = own.clone();
      Arrays.sort(knownTastes);
      Arrays.sort(sorted);
      for (int i = 0; i < ordinals.length; i++) {
        if (ordinals[i] >= ranker.signals().items()) {
          scores[i] = between(sorted, below(knownTastes, tastes[i]));
        }
      }
    }
    return scores;
  }

  /** What the ranker is told of each candidate, by name; NaN for an item that came later. */
  Map<String, float[]> told() {
    float[][] features = asking.features(known);
    List<String> names = ranker.signals().names();
    Map<String, float[]> told = new HashMap<>();
    for (int f = 0; f < names.size(); f++) {
      float[] values = new float[ordinals.length];
      Arrays.fill(values, Float.NaN);
      for (int i = 0; i < places.length; i++) {
        values[places[i]] = features[f][i];
      }
      told.put(names.get(f), values);
    }
    return told;
  }

  /** The probability of each candidate, NaN where there is none. */
  double[] probabilities() {
    double[] all = new double[ordinals.length];
    Arrays.fill(all, Double.NaN);
    ranker
        .chances()
        .map(chances -> chances.of(asking, known, own))
        .ifPresent(
            values -> {
              for (int i = 0; i < places.length; i++) {
                all[places[i]] = values[i];
              }
            });
    return all;
  }

  /** How many of the ascending values are smaller. */
  private static int below(float[] ascending, float value) {
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

  /**
   * "because you liked Alien (1979) and Blade Runner (1982)": the two items of the history that
   * raise the score most. Where none does the reason is that of the towers.
   */
  @Override
  public List<String> of(Scored scored, int[] best) {
    Explainer explainer = ranker.explainer(asking, known);
    String[] reasons = new String[best.length];
    List<Integer> left = new ArrayList<>();
    for (int r = 0; r < best.length; r++) {
      int place = Arrays.binarySearch(places, best[r]);
      String liked = place < 0 ? "" : raised(explainer, place);
      reasons[r] = "because you liked " + liked;
      if (liked.isEmpty()) {
        left.add(r);
      }
    }
    if (left.isEmpty()) {
      return List.of(reasons);
    }
    List<String> others = towers.of(scored, left.stream().mapToInt(r -> best[r]).toArray());
    for (int i = 0; i < others.size(); i++) {
      reasons[left.get(i)] = others.get(i);
    }
    return List.of(reasons);
  }

  private String raised(Explainer explainer, int place) {
    List<Double> amounts = explainer.of(place).history();
    float[] values = new float[history.length];
    for (int i = 0; i < values.length; i++) {
      // With seen items allowed, an item may be liked itself; it is no reason for itself.
      values[i] = history[i] == known[place] ? 0 : amounts.get(i).floatValue();
    }
    return towers.highestTwo(values, history);
  }

  @Override
  public void close() {
    asking.close();
  }
}
