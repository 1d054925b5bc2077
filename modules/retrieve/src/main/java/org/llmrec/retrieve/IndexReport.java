package org.llmrec.retrieve;

import java.util.Map;

/**
 * What an index holds.
 *
 * @param items how many items
 * @param textVectors how many of them have a text vector
 * @param textDims its width, 0 when no item has one
 * @param towerVectors how many have a tower vector
 * @param towerDims its width, 0 when no item has one
 * @param answers how many have an answer, by prompt id
 */
public record IndexReport(
    int items,
    int textVectors,
    int textDims,
    int towerVectors,
    int towerDims,
    Map<String, Integer> answers) {

  /** Copies the map. */
  public IndexReport {
    answers = Map.copyOf(answers);
  }
}
