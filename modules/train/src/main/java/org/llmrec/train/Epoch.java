package org.llmrec.train;

/**
 * One pass over the positives.
 *
 * @param number counted from 1
 * @param loss mean over the epoch's positives
 * @param validationNdcg nDCG@10 on the validation part after it, or NaN where there is none
 * @param seconds since the training began
 */
public record Epoch(int number, double loss, double validationNdcg, double seconds) {}
