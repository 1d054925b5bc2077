package org.llmrec.train.tree;

import java.util.List;
import org.llmrec.rank.tree.Trees;

/**
 * What was learnt.
 *
 * @param trees as many as were best by validation; all if there was none
 * @param figures the validation's figure after each tree that was tried: nDCG@10, log loss or root
 *     mean squared error, by the objective; empty without a validation
 */
public record TrainedTrees(Trees trees, List<Double> figures) {
  /** Copies the list. */
  public TrainedTrees {
    figures = List.copyOf(figures);
  }
}
