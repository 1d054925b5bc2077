package org.llmrec.train.list;

import org.llmrec.train.method.Settings;
import org.llmrec.train.tree.TreeObjective;
import org.llmrec.train.tree.TreeSettings;

/**
 * How a network learns from trees.
 *
 * @param trees how they are grown
 * @param freedom how far a leaf may come to say something else than its tree: what its input is
 *     multiplied by, from 0, where it says what its tree does and the network only learns what the
 *     trees' score is worth, to 1, where it is an input as any other
 */
public record LeafLearning(TreeSettings trees, double freedom) {
  /** Refuses a freedom out of range. */
  public LeafLearning {
    if (!(freedom >= 0 && freedom <= 1)) {
      throw new IllegalArgumentException("expected a freedom from 0 to 1, found " + freedom);
    }
  }

  /** Reads the choices of a method, whose names begin with {@code tree-}. */
  public static LeafLearning read(Settings settings) {
    // Few and small ones: there is a list or two for each user to learn from.
    TreeSettings usual = TreeSettings.of(TreeObjective.RANKING).size(60, 4);
    return new LeafLearning(usual.read(settings), settings.number("tree-freedom", 0.1, 0, 1));
  }
}
