package org.llmrec.enrich.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.enrich.store.Ledger;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Charge;
import org.llmrec.llm.price.Price;

/**
 * Stands between a job and its money: whatever is sent was reserved here before, and what is
 * reserved counts like what is spent. So calls that run at the same time cannot go over a limit
 * together: the number of calls is exact, tokens and cost can be off by what the estimates of the
 * calls under way are too low by. Thread-safe.
 */
public final class Meter {
  private final Budget budget;
  private final Ledger ledger;
  private final String model;
  private final Price price;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private long openCalls;
  private long openTokens;
  private double openCost;

  /**
   * Over an account.
   *
   * @param model for messages
   * @param price absent where nobody knows it
   * @throws ConfigException if the budget limits the cost of a model without a price
   */
  public Meter(Budget budget, String model, Optional<Price> price, Ledger ledger) {
    if (budget.maxCost().isPresent() && price.isEmpty()) {
      throw new ConfigException(
          LanguageModelCode.PRICE_MISSING,
          "expected a price of '"
              + model
              + "' for a limit on the cost, found none; add it to prices.yaml, or limit tokens or"
              + " calls instead");
    }
    this.budget = budget;
    this.ledger = ledger;
    this.model = model;
    this.price = price.orElse(Price.FREE);
  }

  /** What calls cost here; nothing where nobody knows. */
  public Price price() {
    return price;
  }

  /**
   * Puts the estimate of a call aside. Where it would fit only if calls under way turn out cheaper
   * than estimated, waits for them.
   *
   * @throws ModelException of kind {@code BUDGET_SPENT} if it does not fit: nothing may be sent
   */
  public Reservation reserve(Charge estimate) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!fits(estimate, true)) {
        if (!fits(estimate, false)) {
          throw spent(estimate);
        }
        settled.await();
      }
      return open(estimate);
    } finally {
      lock.unlock();
    }
  }

  /** The same without a wait: nothing if it does not fit now. */
  public Optional<Reservation> tryReserve(Charge estimate) {
    lock.lock();
    try {
      return fits(estimate, true) ? Optional.of(open(estimate)) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether one more call fits; calls under way count as calls in any case. */
  private boolean fits(Charge estimate, boolean openAtEstimate) {
    Spend spent = ledger.spent();
    long tokens = spent.tokens() + estimate.promptTokens() + estimate.completionTokens();
    double cost = spent.cost() + estimate.cost();
    if (openAtEstimate) {
      tokens += openTokens;
      cost += openCost;
    }
    return spent.calls() + openCalls + 1 <= budget.maxCalls().orElse(Long.MAX_VALUE)
        && tokens <= budget.maxTokens().orElse(Long.MAX_VALUE)
        && cost <= budget.maxCost().orElse(Double.POSITIVE_INFINITY);
  }

  private Reservation open(Charge estimate) {
    openCalls++;
    openTokens += estimate.promptTokens() + estimate.completionTokens();
    openCost += estimate.cost();
    return new Reservation(ledger.open(estimate), estimate);
  }

  /** The complaint that an estimate does not fit. */
  public ModelException spent(Charge estimate) {
    Spend spent = ledger.spent();
    List<String> limits = new ArrayList<>();
    budget
        .maxCalls()
        .ifPresent(
            max -> limits.add(String.format(Locale.ROOT, "%,d of %,d calls", spent.calls(), max)));
    budget
        .maxTokens()
        .ifPresent(
            max ->
                limits.add(
                    String.format(
                        Locale.ROOT,
                        "%,d of %,d tokens with %,d for the next call",
                        spent.tokens(),
                        max,
                        estimate.promptTokens() + estimate.completionTokens())));
    budget
        .maxCost()
        .ifPresent(
            max ->
                limits.add(
                    String.format(
                        Locale.ROOT,
                        "cost %.4f of %.4f with %.4f for the next call",
                        spent.cost(),
                        max,
                        estimate.cost())));
    return new ModelException(
        ModelException.Kind.BUDGET_SPENT,
        "model '"
            + model
            + "': the budget is spent: "
            + String.join(", ", limits)
            + "; raise the limit, or begin a new budget");
  }

  /** Money put aside for one call. */
  public final class Reservation {
    private final long call;
    private final Charge estimate;
    private boolean done;

    private Reservation(long call, Charge estimate) {
      this.call = call;
      this.estimate = estimate;
    }

    /** What was put aside. */
    public Charge estimate() {
      return estimate;
    }

    /** Done when the account on the disk knows of the call; nothing should be sent before. */
    public CompletableFuture<Void> durable() {
      return ledger.durable();
    }

    /**
     * The call has ended. A second time is without effect.
     *
     * @param actual what it cost, as far as known
     * @param failed whether it brought no answer
     */
    public void settle(Charge actual, boolean failed) {
      lock.lock();
      try {
        if (done) {
          return;
        }
        done = true;
        openCalls--;
        openTokens -= estimate.promptTokens() + estimate.completionTokens();
        openCost = openCalls == 0 ? 0 : openCost - estimate.cost();
        ledger.settle(call, actual, failed);
        settled.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
