package org.llmrec.data.protocol;

import java.util.Objects;
import java.util.Set;

/**
 * One question with its answer. Item numbers are those of the split. The arrays are not to be
 * changed.
 *
 * @param id the user's id or the query's, unique within the cases of a split
 * @param asker who asks
 * @param masked items that are taken out of the ranking, ascending
 * @param relevant items that count as found, ascending, at least one, none masked
 * @param gains the grade of each relevant item, from 1 on; all 1 where relevance is binary
 * @param candidates the items to rank, ascending; null for the full catalogue
 * @param slices names of the groups that the case belongs to, such as {@code "user:cold"} or {@code
 *     "history:3"}
 */
@SuppressWarnings("ArrayRecordComponent") // one per case, read-only by contract
public record EvaluationCase(
    String id,
    Asker asker,
    int[] masked,
    int[] relevant,
    int[] gains,
    int[] candidates,
    Set<String> slices) {
  /** Copies the slices. */
  public EvaluationCase {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(asker, "asker");
    slices = Set.copyOf(slices);
  }
}
