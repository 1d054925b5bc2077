package org.llmrec.rerank.ask;

/**
 * What a request would cost, found without asking the model, as though its order were the wrong way
 * round: most strategies ask less about a list that is nearly right.
 *
 * @param strategy which would be used
 * @param why it was chosen
 * @param prompts how many would be sent
 * @param tokens of the prompts, estimated
 * @param written tokens of the answers, estimated
 * @param money in the currency of the price; NaN without one
 */
public record Estimate(
    Strategy strategy, String why, long prompts, long tokens, long written, double money) {}
