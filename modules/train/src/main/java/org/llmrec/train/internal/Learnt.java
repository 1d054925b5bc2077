package org.llmrec.train.internal;

import java.util.List;
import org.llmrec.train.Epoch;

/**
 * What came of the passes.
 *
 * @param weights of the best epoch
 * @param itemVectors the item tower's outputs with them, {@code [N, dims]}
 * @param means what the texts were centred by
 * @param missingPerField per field how many items lack it
 * @param epochs all passes in order
 * @param best the number of the best one
 */
record Learnt(
    Weights weights,
    float[] itemVectors,
    float[] means,
    int[] missingPerField,
    List<Epoch> epochs,
    int best) {}
