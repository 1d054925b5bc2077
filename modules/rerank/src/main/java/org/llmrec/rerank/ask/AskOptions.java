package org.llmrec.rerank.ask;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Price;

/**
 * How a language model is asked.
 *
 * @param mode whether answers are read from the model's probabilities or from what it writes
 * @param concurrency the most prompts at the model at a time, over all requests, from 1 on
 * @param textLimit the most code points of an item's text that are shown, from 1 on
 * @param thinking tokens that an answer may have beyond what was asked for, from 0 on; for models
 *     that think before they answer
 * @param budget of each request; its cost needs a price
 * @param price of the model's tokens; without one money is unknown
 * @param cached how many answers are remembered, from 0 on
 * @param seed of the lots: labels, shuffles, groups. The same seed asks the same questions
 */
public record AskOptions(
    Mode mode,
    int concurrency,
    int textLimit,
    int thinking,
    Budget budget,
    Optional<Price> price,
    int cached,
    long seed) {
  /** Where an answer is read. */
  public enum Mode {
    /** From probabilities where the model shows them. */
    AUTO,
    /** From probabilities; a model that does not show them is refused. */
    SCORING,
    /** From what the model writes. */
    GENERATION
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range, or the budget limits the cost without
   *     a price
   */
  public AskOptions {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(price, "price");
    if (concurrency < 1 || textLimit < 1 || thinking < 0 || cached < 0) {
      throw new IllegalArgumentException(
          "expected a concurrency and a text limit from 1 on, thinking and cached from 0 on, found "
              + concurrency
              + ", "
              + textLimit
              + ", "
              + thinking
              + ", "
              + cached);
    }
    if (budget.maxCost().isPresent() && price.isEmpty()) {
      throw new IllegalArgumentException("expected a price for a limit on the cost, found none");
    }
  }

  /** Eight prompts at a time, 600 characters of an item, no limit, ten thousand answers kept. */
  public static AskOptions defaults() {
    return new AskOptions(Mode.AUTO, 8, 600, 0, Budget.NONE, Optional.empty(), 10_000, 1);
  }

  /** The same with another mode. */
  public AskOptions mode(Mode value) {
    return new AskOptions(value, concurrency, textLimit, thinking, budget, price, cached, seed);
  }

  /** The same with so many prompts at a time. */
  public AskOptions concurrency(int value) {
    return new AskOptions(mode, value, textLimit, thinking, budget, price, cached, seed);
  }

  /** The same with so much of an item's text. */
  public AskOptions textLimit(int value) {
    return new AskOptions(mode, concurrency, value, thinking, budget, price, cached, seed);
  }

  /** The same with so much room for thoughts. */
  public AskOptions thinking(int value) {
    return new AskOptions(mode, concurrency, textLimit, value, budget, price, cached, seed);
  }

  /** The same with a limit for each request. */
  public AskOptions budget(Budget value) {
    return new AskOptions(mode, concurrency, textLimit, thinking, value, price, cached, seed);
  }

  /** The same with a price. */
  public AskOptions price(Price value) {
    return new AskOptions(
        mode, concurrency, textLimit, thinking, budget, Optional.of(value), cached, seed);
  }

  /** The same with so many answers remembered. */
  public AskOptions cached(int value) {
    return new AskOptions(mode, concurrency, textLimit, thinking, budget, price, value, seed);
  }

  /** The same with another seed. */
  public AskOptions seed(long value) {
    return new AskOptions(mode, concurrency, textLimit, thinking, budget, price, cached, value);
  }
}
