package org.llmrec.enrich.job;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.enrich.check.AnswerChecker;
import org.llmrec.enrich.check.InvalidPolicy;
import org.llmrec.llm.guard.GuardOptions;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Price;

/**
 * How a job goes about its questions.
 *
 * @param concurrency the most calls at one moment; twice as many may be sent and not yet on the
 *     disk, and that is what a killed process can lose
 * @param deadline for one question over all its attempts, its waits for limits counted
 * @param guard retries and limits
 * @param budget the most that may be spent over all runs on the account
 * @param price of the model, where known
 * @param checker looks at answers
 * @param onInvalid what becomes of an answer that is wrong
 * @param retryDiscarded whether questions with a discarded answer are asked again
 * @param replaceImported whether questions that an import has answered are asked all the same
 */
public record JobOptions(
    int concurrency,
    Duration deadline,
    GuardOptions guard,
    Budget budget,
    Optional<Price> price,
    AnswerChecker checker,
    InvalidPolicy onInvalid,
    boolean retryDiscarded,
    boolean replaceImported) {
  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public JobOptions {
    if (concurrency < 1 || concurrency > 10_000 || deadline.isNegative() || deadline.isZero()) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected 1 to 10,000 calls at once and a deadline ahead, found "
              + concurrency
              + ", "
              + deadline);
    }
    Objects.requireNonNull(guard, "guard");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(price, "price");
    Objects.requireNonNull(checker, "checker");
    Objects.requireNonNull(onInvalid, "onInvalid");
  }

  /** 16 calls at once, half an hour each, no limit on what is spent, answers in any language. */
  public static JobOptions defaults() {
    return new JobOptions(
        16,
        Duration.ofMinutes(30),
        GuardOptions.defaults(),
        Budget.NONE,
        Optional.empty(),
        new AnswerChecker(Optional.empty()),
        InvalidPolicy.DISCARD,
        false,
        false);
  }

  /** With so many calls at once. */
  public JobOptions concurrency(int value) {
    return new JobOptions(
        value, deadline, guard, budget, price, checker, onInvalid, retryDiscarded, replaceImported);
  }

  /** With so much time for a question. */
  public JobOptions deadline(Duration value) {
    return new JobOptions(
        concurrency,
        value,
        guard,
        budget,
        price,
        checker,
        onInvalid,
        retryDiscarded,
        replaceImported);
  }

  /** With other retries and limits. */
  public JobOptions guard(GuardOptions value) {
    return new JobOptions(
        concurrency,
        deadline,
        value,
        budget,
        price,
        checker,
        onInvalid,
        retryDiscarded,
        replaceImported);
  }

  /** With limits on what is spent. */
  public JobOptions budget(Budget value) {
    return new JobOptions(
        concurrency,
        deadline,
        guard,
        value,
        price,
        checker,
        onInvalid,
        retryDiscarded,
        replaceImported);
  }

  /** With a price. */
  public JobOptions price(Price value) {
    return new JobOptions(
        concurrency,
        deadline,
        guard,
        budget,
        Optional.of(value),
        checker,
        onInvalid,
        retryDiscarded,
        replaceImported);
  }

  /** With another look at answers. */
  public JobOptions checker(AnswerChecker value) {
    return new JobOptions(
        concurrency,
        deadline,
        guard,
        budget,
        price,
        value,
        onInvalid,
        retryDiscarded,
        replaceImported);
  }

  /** With another fate of wrong answers. */
  public JobOptions onInvalid(InvalidPolicy value) {
    return new JobOptions(
        concurrency,
        deadline,
        guard,
        budget,
        price,
        checker,
        value,
        retryDiscarded,
        replaceImported);
  }

  /** With discarded answers asked again, or not. */
  public JobOptions retryDiscarded(boolean value) {
    return new JobOptions(
        concurrency, deadline, guard, budget, price, checker, onInvalid, value, replaceImported);
  }

  /** With imported answers asked again, or not. */
  public JobOptions replaceImported(boolean value) {
    return new JobOptions(
        concurrency, deadline, guard, budget, price, checker, onInvalid, retryDiscarded, value);
  }
}
