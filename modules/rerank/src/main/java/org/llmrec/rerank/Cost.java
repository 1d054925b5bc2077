package org.llmrec.rerank;

import java.time.Duration;

/**
 * What a reranking took.
 *
 * @param judgements how often the model was asked for one: a cross-encoder, the pairs of query and
 *     text that it scored
 * @param tokens how many it read
 * @param truncated how many judgements were made of texts that lost an end
 * @param time from the call to the answer
 */
public record Cost(long judgements, long tokens, long truncated, Duration time) {}
