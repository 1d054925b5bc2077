package org.llmrec.pipeline.enrich;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.budget.Prices;
import org.llmrec.enrich.check.AnswerChecker;
import org.llmrec.enrich.job.JobOptions;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Price;
import org.llmrec.pipeline.config.EnrichConfig;
import org.llmrec.pipeline.config.LlmConfig;
import org.llmrec.pipeline.internal.EnrichFolder;

/** From configuration and command to the options of a job. */
final class Terms {
  /** Kinds whose calls nobody bills. */
  private static final Set<String> FREE = Set.of("embedded", "recorded");

  private Terms() {}

  static JobOptions of(
      LlmConfig llm, EnrichConfig enrich, EnrichFolder folder, EnrichOptions options)
      throws IOException {
    JobOptions job =
        JobOptions.defaults()
            .guard(llm.guard())
            .budget(budget(enrich.budget(), options.budget()))
            .checker(new AnswerChecker(enrich.language()))
            .onInvalid(enrich.onInvalid())
            .retryDiscarded(options.retryDiscarded())
            .replaceImported(options.replaceImported());
    if (options.concurrency().isPresent() || llm.concurrency().isPresent()) {
      job = job.concurrency(options.concurrency().orElseGet(() -> llm.concurrency().getAsInt()));
    }
    Optional<Price> price = price(llm, folder);
    return price.isPresent() ? job.price(price.get()) : job;
  }

  /** Each limit from the command, or else from the configuration. */
  static Budget budget(Budget configured, Budget asked) {
    return new Budget(
        asked.maxCost().isPresent() ? asked.maxCost() : configured.maxCost(),
        asked.maxTokens().isPresent() ? asked.maxTokens() : configured.maxTokens(),
        asked.maxCalls().isPresent() ? asked.maxCalls() : configured.maxCalls());
  }

  /**
   * What the model costs, if anybody knows.
   *
   * @throws ConfigException if the workspace's prices are not understood
   */
  static Optional<Price> price(LlmConfig llm, EnrichFolder folder) throws IOException {
    Optional<Price> listed = Prices.readOrPackaged(folder.prices()).of(llm.modelId());
    boolean free = listed.isEmpty() && FREE.contains(llm.settings().kind());
    return free ? Optional.of(Price.FREE) : listed;
  }
}
