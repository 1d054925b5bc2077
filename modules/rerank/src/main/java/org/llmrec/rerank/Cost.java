package org.llmrec.rerank;

import java.time.Duration;

/**
 * What a reranking took.
 *
 * @param judgements how often the model's opinion was used: a cross-encoder, the pairs of query and
 *     text that it scored; pairwise ranking prompting, the pairs compared, each in both orders
 * @param prompts what was sent to a language model; those that the cache answered are not counted
 * @param cached prompts that were answered before and not sent again
 * @param tokens how many the model read, in prompts too
 * @param written how many it wrote
 * @param truncated how many judgements were made of texts that lost an end
 * @param money what it cost in the currency of the prices; NaN where no price is known
 * @param time from the call to the answer
 */
public record Cost(
    long judgements,
    long prompts,
    long cached,
    long tokens,
    long written,
    long truncated,
    double money,
    Duration time) {

  /** Of a model that reads and writes no answer, and runs at home. */
  public static Cost ofScoring(long judgements, long tokens, long truncated, Duration time) {
    return new Cost(judgements, 0, 0, tokens, 0, truncated, 0, time);
  }

  /** Of both, one after the other. */
  public Cost plus(Cost next) {
    return new Cost(
        judgements + next.judgements,
        prompts + next.prompts,
        cached + next.cached,
        tokens + next.tokens,
        written + next.written,
        truncated + next.truncated,
        money + next.money,
        time.plus(next.time));
  }
}
