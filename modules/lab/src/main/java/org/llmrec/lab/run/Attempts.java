package org.llmrec.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.lab.experiment.Grid;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.experiment.Tuning;
import org.llmrec.lab.result.Trial;

/**
 * What one model tried on validation. Filled from several threads, each place by one; read when all
 * is done.
 */
final class Attempts {
  private final ModelSpec.Fitted model;
  private final Grid grid;
  private final boolean usesText;
  private final Tuning tuning;
  private final List<Long> seeds;
  private final boolean refitted;
  private final Attempt[][] bySplit;

  /**
   * One point that was judged.
   *
   * @param settings in force, defaults included
   * @param value of the tuning metric
   * @param seconds it took
   * @param done with the run's facts, without its cases
   */
  record Attempt(
      Map<String, Object> settings, double value, double seconds, TrialRunner.Done done) {}

  /**
   * Plans.
   *
   * @param usesText whether the model reads vectors of texts
   * @param refitted whether the test is fitted on other rows than validation, by what a fit found
   */
  Attempts(
      ModelSpec.Fitted model,
      Grid grid,
      boolean usesText,
      Tuning tuning,
      List<Long> seeds,
      boolean refitted) {
    this.model = model;
    this.grid = grid;
    this.usesText = usesText;
    this.tuning = tuning;
    this.seeds = seeds;
    this.refitted = refitted;
    this.bySplit = new Attempt[seeds.size()][grid.points().size()];
  }

  ModelSpec.Fitted model() {
    return model;
  }

  boolean usesText() {
    return usesText;
  }

  Grid grid() {
    return grid;
  }

  /** The splits on whose validation points are tried; none where there is nothing to choose. */
  List<Integer> splits() {
    if (grid.points().size() == 1 && !refitted) {
      return List.of();
    }
    List<Integer> splits = new ArrayList<>();
    for (int split = 0; split < seeds.size(); split++) {
      if (split == 0 || tuning.on() == Tuning.On.EACH) {
        splits.add(split);
      }
    }
    return splits;
  }

  void put(int split, int point, Attempt attempt) {
    bySplit[split][point] = attempt;
  }

  /** The split whose validation decides for a split. */
  private int judge(int split) {
    return tuning.on() == Tuning.On.EACH ? split : 0;
  }

  /** The number of the point to be tested on a split: the best, of equals the first. */
  int chosen(int split) {
    if (splits().isEmpty()) {
      return 0;
    }
    Attempt[] attempts = bySplit[judge(split)];
    int best = 0;
    for (int point = 1; point < attempts.length; point++) {
      if (attempts[point].value() > attempts[best].value()) {
        best = point;
      }
    }
    return best;
  }

  /** What the test on a split is refitted by; empty where it is fitted as validation was. */
  Optional<TrialRunner.Done> refitBy(int split) {
    return refitted ? Optional.of(bySplit[judge(split)][chosen(split)].done()) : Optional.empty();
  }

  /** Everything that was tried, in order. */
  List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (int split : splits()) {
      int chosen = chosen(split);
      for (int point = 0; point < bySplit[split].length; point++) {
        Attempt attempt = bySplit[split][point];
        trials.add(
            new Trial(
                attempt.settings(),
                seeds.get(split),
                tuning.metric().label(),
                attempt.value(),
                attempt.seconds(),
                point == chosen));
      }
    }
    return trials;
  }

  /** Seconds over all trials. */
  double seconds() {
    return trials().stream().mapToDouble(Trial::seconds).sum();
  }

  /**
   * What a reader has to know of the choice: a cut grid, a choice at its edge. Where all points
   * came to the same there was no choice.
   */
  List<String> warnings() {
    return GridWarnings.of(
        grid,
        model.grid(),
        splits().stream()
            .filter(
                split ->
                    Arrays.stream(bySplit[split]).mapToDouble(Attempt::value).distinct().count()
                        > 1)
            .map(this::chosen)
            .distinct()
            .toList());
  }
}
