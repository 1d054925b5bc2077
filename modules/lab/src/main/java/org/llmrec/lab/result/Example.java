package org.llmrec.lab.result;

import java.util.List;

/**
 * One case with both lists, for a person to look at.
 *
 * @param seed of the split
 * @param caseId the user or query
 * @param query the text typed; empty for a reader
 * @param model whose list gains or loses here
 * @param against whose list it is compared with
 * @param metric compared by
 * @param gain the model's figure minus the other's
 * @param history what the lists were made from, newest last
 * @param truth what was to be found
 * @param ours the model's first items
 * @param theirs the other's first items
 * @param why what made the difference, in a sentence
 */
public record Example(
    long seed,
    String caseId,
    String query,
    String model,
    String against,
    String metric,
    double gain,
    List<ListedItem> history,
    List<ListedItem> truth,
    List<ListedItem> ours,
    List<ListedItem> theirs,
    String why) {
  /** Copies the lists. */
  public Example {
    history = List.copyOf(history);
    truth = List.copyOf(truth);
    ours = List.copyOf(ours);
    theirs = List.copyOf(theirs);
  }
}
