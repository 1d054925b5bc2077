package org.llmrec.lab.run.evaluate;

import java.util.List;
import java.util.Map;

/**
 * What one case came to. The arrays are not to be changed.
 *
 * @param id the case's id
 * @param values the figures in the order of {@link Measures#all()}
 * @param parts the reported figures with only a part of the items counted as relevant, such as
 *     {@code tail}; a part without a relevant item is absent
 * @param top ids of the first items of the list, best first, masked ones left out
 * @param ranks of the relevant items, in the case's order: how many items stand above it, plus 1; 0
 *     where it is not ranked
 */
@SuppressWarnings("ArrayRecordComponent") // one per case, read-only by contract
public record CaseOutcome(
    String id, double[] values, Map<String, double[]> parts, List<String> top, int[] ranks) {
  /** Copies the list. */
  public CaseOutcome {
    top = List.copyOf(top);
  }
}
