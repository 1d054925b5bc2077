package org.llmrec.train;

import java.util.Optional;

/**
 * One pass over the positives.
 *
 * @param number counted from 1
 * @param loss mean over the epoch's positives
 * @param validationNdcg nDCG@10 on the validation part after it; empty where there is none
 * @param seconds since the training began
 */
public record Epoch(int number, double loss, Optional<Double> validationNdcg, double seconds) {}
