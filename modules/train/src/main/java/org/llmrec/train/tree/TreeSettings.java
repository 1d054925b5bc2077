package org.llmrec.train.tree;

import org.llmrec.rank.tree.Trees;
import org.llmrec.train.method.Settings;

/**
 * How trees are learnt. The defaults of size are those of He et al. 2014 (500 trees of at most 12
 * leaves), the others are usual ones and were not tuned.
 *
 * @param objective what they are to learn
 * @param rounds how many trees, at most
 * @param rate what a tree's values are multiplied by, in (0, 1]
 * @param leaves how many a tree has at most, from 2 to 512; they are split where it helps most
 * @param least the training weight (sum of second derivatives) that a leaf needs, from 0
 * @param lambda how strongly the values of leaves are pulled to zero, from 0
 * @param rows the share of rows that a tree is learnt from, in (0, 1]
 * @param columns the share of features that a tree may ask for, in (0, 1]
 * @param bins how many different thresholds a feature has at most, from 2
 * @param patience after how many trees without a better validation learning stops, from 1
 */
public record TreeSettings(
    TreeObjective objective,
    int rounds,
    double rate,
    int leaves,
    double least,
    double lambda,
    double rows,
    double columns,
    int bins,
    int patience) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public TreeSettings {
    require(objective != null, "an objective", "null");
    require(rounds >= 1, "1 round or more", rounds);
    require(rate > 0 && rate <= 1, "a rate in (0, 1]", rate);
    require(
        leaves >= 2 && leaves <= Trees.MAX_DEPTH, "2 to " + Trees.MAX_DEPTH + " leaves", leaves);
    require(least >= 0 && Double.isFinite(least), "a least weight of 0 or more", least);
    require(lambda >= 0 && Double.isFinite(lambda), "a lambda of 0 or more", lambda);
    require(rows > 0 && rows <= 1, "a share of rows in (0, 1]", rows);
    require(columns > 0 && columns <= 1, "a share of columns in (0, 1]", columns);
    require(bins >= 2, "2 bins or more", bins);
    require(patience >= 1, "a patience of 1 or more", patience);
  }

  /** The defaults. */
  public static TreeSettings of(TreeObjective objective) {
    return new TreeSettings(objective, 500, 0.1, 12, 1, 1, 0.8, 0.8, 256, 30);
  }

  /** Reads the settings of a method whose names begin with {@code tree-}. */
  public static TreeSettings read(TreeObjective objective, Settings settings) {
    return of(objective).read(settings);
  }

  /** The same with defaults of the method's own, which are these. */
  public TreeSettings read(Settings settings) {
    return new TreeSettings(
        objective,
        settings.integer("tree-rounds", rounds, 1, 100_000),
        settings.number("tree-rate", rate, 1e-6, 1),
        settings.integer("tree-leaves", leaves, 2, Trees.MAX_DEPTH),
        settings.number("tree-least", least, 0, 1e9),
        settings.number("tree-lambda", lambda, 0, 1e9),
        settings.number("tree-rows", rows, 1e-3, 1),
        settings.number("tree-columns", columns, 1e-3, 1),
        settings.integer("tree-bins", bins, 2, 65_536),
        settings.integer("tree-patience", patience, 1, 100_000));
  }

  /** The same with trees of another number and size. */
  public TreeSettings size(int otherRounds, int otherLeaves) {
    return new TreeSettings(
        objective, otherRounds, rate, otherLeaves, least, lambda, rows, columns, bins, patience);
  }

  /** The same with another patience. */
  public TreeSettings patience(int other) {
    return new TreeSettings(
        objective, rounds, rate, leaves, least, lambda, rows, columns, bins, other);
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected + ", found " + found);
    }
  }
}
