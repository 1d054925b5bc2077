package org.llmrec.enrich.answer;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How much of the catalogue has an answer to one prompt.
 *
 * @param answers how many items have one
 * @param share of all items, in [0, 1]
 * @param versions of the prompt that were answered; {@link Answer#NO_VERSION} where not noted
 * @param models that answered
 */
public record PromptCoverage(
    long answers, double share, SortedSet<Integer> versions, SortedSet<String> models) {
  /** Copies the sets. */
  public PromptCoverage {
    versions = Collections.unmodifiableSortedSet(new TreeSet<>(versions));
    models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
  }
}
