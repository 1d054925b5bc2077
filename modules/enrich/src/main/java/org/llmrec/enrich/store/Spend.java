package org.llmrec.enrich.store;

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
}
