package org.llmrec.train;

/**
 * Means over users of figures at rank 10, each in [0, 1].
 *
 * @param ndcg binary nDCG
 * @param precision hits over 10
 * @param recall hits over the number of held-out items
 */
public record Quality(double ndcg, double precision, double recall) {}
