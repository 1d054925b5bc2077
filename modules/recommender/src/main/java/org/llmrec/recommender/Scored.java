package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.llmrec.retrieve.Candidate;
import org.llmrec.retrieve.Fusion;
import org.llmrec.retrieve.Source;

/**
 * The candidates of one request, in catalogue order, with what every stage says about each. For one
 * thread.
 */
final class Scored {
  private final List<Candidate> candidates;
  private final int[] ordinals;
  private final Map<Stage, float[]> scores = new EnumMap<>(Stage.class);
  private final Map<Stage, int[]> ranks = new EnumMap<>(Stage.class);
  private final Map<String, float[]> columns = new LinkedHashMap<>();
  private double[] probabilities = new double[0];

  Scored(List<Candidate> candidates) {
    this.candidates = candidates;
    this.ordinals = candidates.stream().mapToInt(Candidate::ordinal).toArray();
  }

  /** Ascending. */
  int[] ordinals() {
    return ordinals;
  }

  int size() {
    return ordinals.length;
  }

  Candidate candidate(int i) {
    return candidates.get(i);
  }

  /** Adds a stage; NaN where it has no value. */
  void add(Stage stage, float[] values) {
    scores.put(stage, values);
    ranks.put(stage, Fusion.ranks(values));
  }

  /** Adds a stage from what a source said; other candidates have no value. */
  void add(Stage stage, Source source) {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      var hit = candidates.get(i).hits().get(source);
      values[i] = hit == null ? Float.NaN : hit.score();
    }
    add(stage, values);
  }

  /** Adds probabilities, by position; NaN where there is none. */
  void addProbabilities(double[] values) {
    probabilities = values;
  }

  /** Adds what an imported ranker was told, by column; NaN where that is missing. */
  void addColumns(Map<String, float[]> told) {
    columns.putAll(told);
  }

  /** What an imported ranker was told of a candidate. */
  List<ColumnValue> columns(int i) {
    List<ColumnValue> told = new ArrayList<>();
    columns.forEach(
        (name, values) ->
            told.add(
                new ColumnValue(
                    name,
                    Float.isNaN(values[i])
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(values[i]))));
    return told;
  }

  /** A candidate's probability, if it has one. */
  OptionalDouble probability(int i) {
    return probabilities.length == 0 || Double.isNaN(probabilities[i])
        ? OptionalDouble.empty()
        : OptionalDouble.of(probabilities[i]);
  }

  /** A stage's values, null where it was not added; not to be changed. */
  float[] of(Stage stage) {
    return scores.get(stage);
  }

  /** A candidate's rank at a stage, 0 when it has no value. */
  int rank(Stage stage, int i) {
    int[] found = ranks.get(stage);
    return found == null ? 0 : found[i];
  }

  /** A stage's values as the final scores. */
  double[] finalScores(Stage stage) {
    float[] values = scores.get(stage);
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /** The reciprocal rank fusion, weighted, of those stages that were added. */
  double[] fused(Map<Stage, Double> weights) {
    List<int[]> lists = new ArrayList<>();
    List<Double> each = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      if (weights.containsKey(stage) && ranks.containsKey(stage)) {
        lists.add(ranks.get(stage));
        each.add(weights.get(stage));
      }
    }
    return Fusion.reciprocalRank(lists, each);
  }

  /**
   * Positions, best first.
   *
   * @param finalScores descending
   * @param ties the stage that decides between equal scores, before the ordinal
   */
  int[] order(double[] finalScores, Stage ties) {
    return IntStream.range(0, size())
        .boxed()
        .sorted(
            (a, b) -> {
              if (finalScores[a] != finalScores[b]) {
                return finalScores[a] > finalScores[b] ? -1 : 1;
              }
              int byTies = Integer.compare(rankOrLast(ties, a), rankOrLast(ties, b));
              return byTies != 0 ? byTies : Integer.compare(a, b);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int rankOrLast(Stage stage, int i) {
    int rank = rank(stage, i);
    return rank == 0 ? Integer.MAX_VALUE : rank;
  }

  /** What every stage said about a candidate. */
  List<StageScore> stages(int i) {
    List<StageScore> said = new ArrayList<>();
    scores.forEach(
        (stage, values) -> {
          if (rank(stage, i) > 0) {
            said.add(new StageScore(stage, values[i], rank(stage, i)));
          }
        });
    return said;
  }

  /** Who found a candidate. */
  List<SourceScore> sources(int i) {
    List<SourceScore> found = new ArrayList<>();
    candidates
        .get(i)
        .hits()
        .forEach((source, hit) -> found.add(new SourceScore(source, hit.score(), hit.rank())));
    return found;
  }
}
