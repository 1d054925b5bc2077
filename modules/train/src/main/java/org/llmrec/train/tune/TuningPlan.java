package org.llmrec.train.tune;

import java.util.List;
import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How to search.
 *
 * @param space what
 * @param brackets how trials are thinned out, one bracket after the other and from the first again
 *     while there is budget, each with new trials
 * @param budget when to end
 * @param seed of the trials' settings: same seed, same trials
 */
public record TuningPlan(SearchSpace space, List<Bracket> brackets, Budget budget, long seed) {

  /**
   * Copies the list.
   *
   * @throws ConfigException if there is no bracket
   */
  public TuningPlan {
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(budget, "budget");
    brackets = List.copyOf(brackets);
    if (brackets.isEmpty()) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          "expected a bracket to tune by, found none; see Bracket.hyperband");
    }
  }
}
