package org.llmrec.rerank.family;

import org.llmrec.core.Deadline;
import org.llmrec.llm.LanguageModel;
import org.llmrec.rerank.Cost;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.ask.Estimate;
import org.llmrec.rerank.ask.LlmReranker;

/**
 * What a request would ask of a model, found without asking it.
 *
 * @param label the reranker in a few words
 * @param why it is that one
 * @param reversed whether that is for a list that is the wrong way round: strategies ask less about
 *     others
 * @param prompts how many would be sent
 * @param tokens of the prompts, estimated
 * @param written tokens of the answers, estimated, or the most that they may have
 * @param money in the currency of the price; NaN without one
 */
public record DryRun(
    String label,
    String why,
    boolean reversed,
    long prompts,
    long tokens,
    long written,
    double money) {
  /**
   * Goes through a request. Strategies are asked about the order that costs most; the others get
   * answers that say nothing.
   *
   * @param name of {@link Families#names}
   * @throws org.llmrec.core.error.ConfigException as {@link Families#named}
   */
  public static DryRun of(
      String name, LanguageModel model, FamilyOptions how, RerankRequest request) {
    Reranker asked = Families.named(name, model, how);
    if (asked instanceof LlmReranker strategy) {
      Estimate estimate = strategy.estimate(request);
      return new DryRun(
          estimate.strategy().label(),
          estimate.why(),
          true,
          estimate.prompts(),
          estimate.tokens(),
          estimate.written(),
          estimate.money());
    }
    FamilyOptions alone = how.profiles(how.profiles().copy());
    Cost cost =
        Families.named(name, new SilentModel(model.info()), alone)
            .rerank(request.deadline(Deadline.none()))
            .cost();
    return new DryRun(
        name,
        "it was asked for",
        false,
        cost.prompts(),
        cost.tokens(),
        cost.written(),
        cost.money());
  }
}
