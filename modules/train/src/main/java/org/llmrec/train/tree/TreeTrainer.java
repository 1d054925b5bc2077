package org.llmrec.train.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.rank.tree.Trees;

/**
 * Learns {@link Trees} on XGBoost, with its histogram method. The same data, settings, seed and
 * number of threads on the same machine give the same trees. The native library's memory is given
 * back before a call returns. Stateless, hence thread-safe.
 */
public final class TreeTrainer {
  private TreeTrainer() {}

  /**
   * How it is done, beside what is learnt.
   *
   * @param seed of the draws of rows and columns
   * @param threads how many it may use, from 1
   * @param progress hears of every tree
   */
  public record Run(long seed, int threads, Progress progress) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if there is no thread
     */
    public Run {
      if (threads < 1) {
        throw new IllegalArgumentException("expected 1 thread or more, found " + threads);
      }
    }

    /** Silent. */
    public static Run of(long seed, int threads) {
      return new Run(seed, threads, Progress.silent());
    }
  }

  /**
   * Learns trees.
   *
   * @param data to learn from
   * @param validation says when to stop and how many trees to keep; of the same columns
   * @throws IllegalArgumentException if the labels do not suit the objective, it wants groups and
   *     has none, or the validation has other columns
   * @throws LlmrecException if the native library does not start or fails
   */
  public static TrainedTrees train(
      TreeData data, Optional<TreeData> validation, TreeSettings settings, Run run) {
    TreeObjective objective = settings.objective();
    objective.check(data, "the data");
    validation.ifPresent(held -> check(data, held, objective));
    try (NativeBooster booster = NativeBooster.open(data, validation, settings, run);
        Progress.Task task = run.progress().start("trees", settings.rounds(), "trees")) {
      List<Double> figures = new ArrayList<>();
      int best = 0;
      for (int round = 0; round < settings.rounds(); round++) {
        booster.grow(round);
        task.advance(1);
        if (validation.isPresent()) {
          figures.add(booster.validate(round));
          if (objective.isBetter(figures.get(round), figures.get(best))) {
            best = round;
          }
          if (round - best >= settings.patience()) {
            break;
          }
        }
      }
      return new TrainedTrees(
          booster.trees(validation.isPresent() ? best + 1 : settings.rounds()), figures);
    }
  }

  private static void check(TreeData data, TreeData validation, TreeObjective objective) {
    objective.check(validation, "the validation");
    if (validation.columns() != data.columns()) {
      throw new IllegalArgumentException(
          "expected a validation of " + data.columns() + " columns, found " + validation.columns());
    }
  }
}
