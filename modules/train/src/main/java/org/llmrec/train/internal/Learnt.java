package org.llmrec.train.internal;

import java.util.List;
import org.llmrec.train.Epoch;

/**
 * What came of the passes.
 *
 * @param weights of the best epoch
 * @param itemVectors the item tower's outputs with them, {@code [N, dims]}
 * @param centrings per field what was done to its texts
 * @param epochs all passes in order
 * @param best the number of the best one
 */
record Learnt(
    Weights weights, float[] itemVectors, List<Centring> centrings, List<Epoch> epochs, int best) {}
