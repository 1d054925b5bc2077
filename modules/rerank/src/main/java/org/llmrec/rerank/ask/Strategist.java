package org.llmrec.rerank.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.llmrec.llm.Capability;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.price.Budget;

/**
 * Chooses a strategy. Up to 20 candidates every pair is asked, which is robust and all at once;
 * above, two tournaments, which read as many tokens as a setwise heap, depend less on the given
 * order and reach more (2406.11678; {@code llmrec strategies}); then one, then windows, as the
 * budget allows.
 */
final class Strategist {
  /** So many candidates make 380 prompts of all pairs, as many as ten passes of sliding. */
  private static final int FEW = 20;

  private static final int WINDOW = 20;

  /** A tournament ends with two; who is behind them it tells by few points. */
  private static final int FINALISTS = 2;

  private Strategist() {}

  /**
   * What was chosen.
   *
   * @param why one sentence for people
   */
  record Choice(Strategy strategy, String why) {}

  /**
   * Chooses.
   *
   * @param n how many candidates
   * @param k how many places are wanted
   * @param prompts how many a strategy would ask
   * @param affordable whether so many are within the budget
   */
  static Choice choose(
      int n, int k, ModelInfo model, Budget budget, ToLongFunction<Strategy> prompts) {
    long allowed = budget.maxCalls().orElse(Long.MAX_VALUE);
    List<Strategy> wishes = wishes(n, k, model);
    for (Strategy wish : wishes) {
      long needed = prompts.applyAsLong(wish);
      if (needed <= allowed) {
        return new Choice(
            wish,
            n
                + " candidates, about "
                + needed
                + " prompts"
                + (allowed == Long.MAX_VALUE ? "" : " of " + allowed + " allowed")
                + (wish.equals(wishes.getFirst())
                    ? ""
                    : "; " + wishes.getFirst().label() + " would take more than allowed"));
      }
    }
    Strategy last = wishes.getLast();
    return new Choice(
        last,
        "no strategy is done within "
            + allowed
            + " prompts; this one takes the fewest, about "
            + prompts.applyAsLong(last));
  }

  private static List<Strategy> wishes(int n, int k, ModelInfo model) {
    List<Strategy> wishes = new ArrayList<>();
    if (n <= FEW) {
      wishes.add(new Strategy.AllPairs());
    }
    if (k > FINALISTS) {
      wishes.add(new Strategy.TourRank(2));
    }
    wishes.add(new Strategy.TourRank(1));
    if (model.can(Capability.FIRST_TOKEN_SCORES) || model.can(Capability.ANSWER_SCORES)) {
      wishes.add(new Strategy.FirstToken(WINDOW, WINDOW / 2));
    }
    wishes.add(new Strategy.Listwise(WINDOW, WINDOW / 2));
    return wishes;
  }
}
