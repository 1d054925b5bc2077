package org.llmrec.llm.price;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * The most that an account may spend. Calls that failed or were lost count.
 *
 * @param maxCost in the currency of the prices
 * @param maxTokens read and written
 * @param maxCalls sent
 */
public record Budget(OptionalDouble maxCost, OptionalLong maxTokens, OptionalLong maxCalls) {
  /** No limit. */
  public static final Budget NONE =
      new Budget(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());

  /**
   * Checks the signs.
   *
   * @throws ConfigException if one is negative or no number
   */
  public Budget {
    if (!(maxCost.orElse(0) >= 0) || maxTokens.orElse(0) < 0 || maxCalls.orElse(0) < 0) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "expected limits from 0 on, found " + this);
    }
  }

  /** The limits that are set, in words: {@code cost 2.5, 100 calls}; {@code none} without one. */
  @Override
  public String toString() {
    StringJoiner set = new StringJoiner(", ");
    set.setEmptyValue("none");
    maxCost.ifPresent(cost -> set.add("cost " + cost));
    maxTokens.ifPresent(tokens -> set.add(tokens + " tokens"));
    maxCalls.ifPresent(calls -> set.add(calls + " calls"));
    return set.toString();
  }
}
