package org.llmrec.train;

import org.llmrec.metrics.PairedTest;

/**
 * The ranker against the most popular items on the test part: full catalogue, the user's train and
 * validation items masked, trained and counted on train alone.
 *
 * @param users how many users were measured: those who have a test part, or some of them, evenly
 *     spread, where they are more than 5,000 or the catalogue is very large
 * @param ranker the trained ranker
 * @param popularity items by their number of train positives, the same list for everybody but for
 *     the mask
 * @param ndcg ranker minus popularity, paired by user
 */
public record HeldOut(int users, Quality ranker, Quality popularity, PairedTest ndcg) {}
