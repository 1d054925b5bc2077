package org.llmrec.rank.list;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts candidates in order for somebody with a history: what several methods say of them, by
 * networks that were learnt on rows laid aside. People whom training never saw may have networks of
 * their own, since the methods promise more to those on whose rows they were fitted. Items that
 * nobody met have others; among other candidates they keep the places that the first networks give
 * to their kind, in the order of their own.
 *
 * <p>Thread-safe. Scores order the candidates of one call and mean nothing beyond it.
 */
public final class ListRanker {
  private final Signals signals;
  private final List<ListNetwork> met;
  private final List<ListNetwork> strangers;
  private final List<ListNetwork> unmet;
  private final Optional<ListCalibration> calibration;

  /**
   * From the parts, without probabilities.
   *
   * @param met one network or more, whose scores are added up
   * @param unmet those for items that nobody met
   * @throws IllegalArgumentException if a network takes another number of features
   */
  public ListRanker(Signals signals, List<ListNetwork> met, List<ListNetwork> unmet) {
    this(signals, met, List.of(), unmet, Optional.empty());
  }

  /**
   * From the parts.
   *
   * @param met one network or more, whose scores are added up
   * @param strangers the same for people whom training never saw; none where they have no other
   * @param unmet those for items that nobody met
   * @param calibration what scores of {@code met} are worth as probabilities, where that is known
   * @throws IllegalArgumentException if a network takes another number of features
   */
  public ListRanker(
      Signals signals,
      List<ListNetwork> met,
      List<ListNetwork> strangers,
      List<ListNetwork> unmet,
      Optional<ListCalibration> calibration) {
    this.calibration = Objects.requireNonNull(calibration, "calibration");
    this.signals = signals;
    this.met = List.copyOf(met);
    this.strangers = List.copyOf(strangers);
    this.unmet = List.copyOf(unmet);
    boolean fits =
        !met.isEmpty()
            && !unmet.isEmpty()
            && all().allMatch(network -> network.features() == signals.size());
    if (!fits) {
      throw new IllegalArgumentException(
          "expected networks that take the " + signals.size() + " features " + signals.names());
    }
    if (!signals.missing().isEmpty() && all().anyMatch(each -> each.missing().length == 0)) {
      throw new IllegalArgumentException(
          "expected networks with a value for each of the features that may be missing, "
              + signals.missing()
              + ", found one without");
    }
  }

  /**
   * Whether other signals tell the same things, so that the networks may go by them. Those with
   * {@linkplain TextPairs pairs} never do, as the axes of these are of one catalogue.
   *
   * @param others such as those of a catalogue and rows that have grown
   */
  public boolean fits(Signals others) {
    return others.names().equals(signals.names())
        && others.missing().equals(signals.missing())
        && signals.pairs().isEmpty();
  }

  /**
   * The same networks over other signals.
   *
   * @throws IllegalArgumentException if they do not {@linkplain #fits fit}
   */
  public ListRanker over(Signals others) {
    if (!fits(others)) {
      throw new IllegalArgumentException(
          "expected signals " + signals.names() + ", found " + others.names());
    }
    return new ListRanker(others, met, strangers, unmet, calibration);
  }

  private Stream<ListNetwork> all() {
    return Stream.of(met, strangers, unmet).flatMap(List::stream);
  }

  /** What the networks are told. */
  public Signals signals() {
    return signals;
  }

  /** The probabilities that scores are worth; empty where nobody measured that. */
  public Optional<Chances> chances() {
    return calibration.map(known -> new Chances(this, known));
  }

  Optional<ListCalibration> calibration() {
    return calibration;
  }

  /** How many leaves the trees of each network have; empty where none has trees. */
  List<Integer> leaves() {
    List<Integer> counts =
        all()
            .map(network -> network.leaves().map(rows -> rows.trees().leafCount()).orElse(0))
            .toList();
    return counts.stream().allMatch(count -> count == 0) ? List.of() : counts;
  }

  List<ListNetwork> met() {
    return met;
  }

  List<ListNetwork> strangers() {
    return strangers;
  }

  /** Those for items that somebody met, by who asks. */
  List<ListNetwork> met(Asking asking) {
    return asking.trained() || strangers.isEmpty() ? met : strangers;
  }

  List<ListNetwork> unmet() {
    return unmet;
  }

  /**
   * Scores candidates; higher is better.
   *
   * @param candidates ordinals, none twice
   * @param scores at least as long; {@code scores[i]} becomes that of {@code candidates[i]}
   * @throws IndexOutOfBoundsException if an ordinal names no item, or there is no room
   */
  public void score(History history, int[] candidates, float[] scores) {
    try (Asking asking = signals.ask(history)) {
      score(asking, candidates, scores);
    }
  }

  /**
   * The same for a question of which more is asked.
   *
   * @param asking of {@link #signals}
   */
  public void score(Asking asking, int[] candidates, float[] scores) {
    float[][] features = scoreMet(asking, candidates, scores);
    int[] places =
        IntStream.range(0, candidates.length).filter(i -> signals.unmet(candidates[i])).toArray();
    if (places.length > 1) {
      float[] order = new float[candidates.length];
      networks(unmet, features, candidates.length, order, asking);
      share(places, order, scores);
    }
  }

  /** Scores all by the networks that are calibrated, whoever asks. */
  void scoreCalibrated(Asking asking, int[] candidates, float[] scores) {
    networks(met, asking.features(candidates), candidates.length, scores, asking);
  }

  private float[][] scoreMet(Asking asking, int[] candidates, float[] scores) {
    float[][] features = asking.features(candidates);
    networks(met(asking), features, candidates.length, scores, asking);
    return features;
  }

  /**
   * Scores items that nobody met among their own.
   *
   * @param candidates ordinals, none twice
   * @param scores at least as long
   */
  public void scoreUnmet(Asking asking, int[] candidates, float[] scores) {
    networks(unmet, asking.features(candidates), candidates.length, scores, asking);
  }

  /**
   * Explains scores, until the question is closed.
   *
   * @param candidates ordinals, none twice
   * @throws IndexOutOfBoundsException if an ordinal names no item
   */
  public Explainer explainer(Asking asking, int[] candidates) {
    return new Explainer(this, asking, candidates);
  }

  private static void networks(
      List<ListNetwork> networks, float[][] features, int n, float[] scores, Asking asking) {
    Arrays.fill(scores, 0, n, 0);
    for (ListNetwork network : networks) {
      network.add(features, n, scores, asking.memory());
    }
  }

  /**
   * Shares out the scores that stand at some places, the highest to the one first by another order.
   */
  private static void share(int[] places, float[] order, float[] scores) {
    float[] sorted = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      sorted[i] = scores[places[i]];
    }
    Arrays.sort(sorted);
    int[] ordered =
        Arrays.stream(places)
            .boxed()
            .sorted((a, b) -> Float.compare(order[a], order[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < places.length; i++) {
      scores[ordered[i]] = sorted[i];
    }
  }
}
