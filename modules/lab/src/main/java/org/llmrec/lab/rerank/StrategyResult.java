package org.llmrec.lab.rerank;

/**
 * What a strategy did, on average over the lists.
 *
 * @param name of the strategy; "given" for the lists as they are
 * @param original nDCG at k of the lists in the order of a first stage
 * @param shuffled of shuffled ones
 * @param reversed of the first stage's order the wrong way round
 * @param prompts of a list in the first stage's order
 * @param tokens of those prompts and their answers, estimated from their length
 */
public record StrategyResult(
    String name,
    double original,
    double shuffled,
    double reversed,
    double prompts,
    double tokens) {}
