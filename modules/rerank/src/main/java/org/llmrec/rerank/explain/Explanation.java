package org.llmrec.rerank.explain;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.llmrec.llm.Usage;

/**
 * Reasons for a list.
 *
 * @param reasons one for each item, in the order of the items
 * @param flaws how many reasons of the model were refused for what, those of second tries too
 * @param calls that were made
 * @param failedCalls of them, those that brought no answer
 * @param usage tokens of all calls, as far as known
 */
public record Explanation(
    List<Reason> reasons, Map<Flaw, Integer> flaws, int calls, int failedCalls, Usage usage) {
  /** Copies the collections; flaws that are missing have 0. */
  public Explanation {
    reasons = List.copyOf(reasons);
    Map<Flaw, Integer> all = new EnumMap<>(Flaw.class);
    for (Flaw flaw : Flaw.values()) {
      all.put(flaw, flaws.getOrDefault(flaw, 0));
    }
    flaws = Collections.unmodifiableMap(all);
  }

  /** How many reasons are from there. */
  public long count(Reason.Origin origin) {
    return reasons.stream().filter(reason -> reason.origin() == origin).count();
  }
}
