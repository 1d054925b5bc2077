package org.llmrec.enrich.store;

import org.llmrec.llm.price.Charge;

/**
 * What has been spent.
 *
 * @param calls sent, each attempt and those that failed or were lost counted
 * @param failed calls that brought no answer
 * @param lost calls that were under way when a process died; counted at their estimate
 * @param promptTokens read
 * @param completionTokens written
 * @param cost in the currency of the prices
 */
public record Spend(
    long calls, long failed, long lost, long promptTokens, long completionTokens, double cost) {
  /** Nothing yet. */
  public static final Spend NONE = new Spend(0, 0, 0, 0, 0, 0);

  /** Tokens together. */
  public long tokens() {
    return promptTokens + completionTokens;
  }

  /** With one more call that ended. */
  public Spend with(Charge charge, boolean brokeDown) {
    return plus(charge, brokeDown ? 1 : 0, 0);
  }

  /** With one more call that nobody knows the end of. */
  public Spend withLost(Charge estimate) {
    return plus(estimate, 0, 1);
  }

  private Spend plus(Charge charge, long moreFailed, long moreLost) {
    return new Spend(
        calls + 1,
        failed + moreFailed,
        lost + moreLost,
        promptTokens + charge.promptTokens(),
        completionTokens + charge.completionTokens(),
        cost + charge.cost());
  }
}
