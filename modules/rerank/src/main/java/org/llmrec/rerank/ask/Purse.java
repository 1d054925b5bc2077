package org.llmrec.rerank.ask;

import java.util.Locale;
import java.util.Optional;
import org.llmrec.llm.Usage;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Price;
import org.llmrec.rerank.order.HaltedException;

/**
 * What one request may spend and has spent. What is under way counts as its estimate, so that
 * questions asked at the same time cannot go over a limit together. Thread-safe.
 */
final class Purse {
  private final Budget budget;
  private final Optional<Price> price;
  private long prompts;
  private long read;
  private long written;
  private long openRead;
  private long openWritten;

  Purse(Budget budget, Optional<Price> price) {
    this.budget = budget;
    this.price = price;
  }

  /**
   * One more prompt.
   *
   * @param mostRead tokens that it may have
   * @param mostWritten tokens that its answer may have
   * @throws HaltedException if that does not fit
   */
  synchronized void open(long mostRead, long mostWritten) throws HaltedException {
    long allRead = read + openRead + mostRead;
    long allWritten = written + openWritten + mostWritten;
    if (prompts + 1 > budget.maxCalls().orElse(Long.MAX_VALUE)) {
      throw spent(prompts + " prompts were sent");
    }
    if (allRead + allWritten > budget.maxTokens().orElse(Long.MAX_VALUE)) {
      throw spent(read + written + " tokens were used");
    }
    if (price.isPresent()
        && price.get().of(allRead, allWritten)
            > budget.maxCost().orElse(Double.POSITIVE_INFINITY)) {
      throw spent(String.format(Locale.ROOT, "%.6f was spent", price.get().of(read, written)));
    }
    prompts++;
    openRead += mostRead;
    openWritten += mostWritten;
  }

  private static HaltedException spent(String found) {
    return new HaltedException(
        HaltedException.Cause.BUDGET,
        "the budget of the request does not allow another prompt: " + found);
  }

  /** A prompt that was opened has ended. */
  synchronized void settle(long mostRead, long mostWritten, Usage usage) {
    openRead -= mostRead;
    openWritten -= mostWritten;
    read += usage.promptTokens();
    written += usage.completionTokens();
  }

  synchronized long prompts() {
    return prompts;
  }

  synchronized long read() {
    return read;
  }

  synchronized long written() {
    return written;
  }

  /** NaN without a price. */
  synchronized double money() {
    return price.map(p -> p.of(read, written)).orElse(Double.NaN);
  }
}
