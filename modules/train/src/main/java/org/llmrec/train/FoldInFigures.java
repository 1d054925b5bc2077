package org.llmrec.train;

/**
 * How near a known user's train history, folded in, comes to the trained user.
 *
 * @param lambda the chosen pull towards the average user
 * @param users how many users this is the mean of
 * @param cosine between the two user vectors, mean
 * @param sharedTop10 share of the first 10 that both lists have, mean
 * @param trainedNdcg nDCG@10 on these users' test parts with the trained vectors; 0 without any
 * @param foldedNdcg the same with the folded ones
 */
public record FoldInFigures(
    double lambda,
    int users,
    double cosine,
    double sharedTop10,
    double trainedNdcg,
    double foldedNdcg) {}
