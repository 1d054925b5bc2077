package org.llmrec.train.internal;

/**
 * The best so far.
 *
 * @param epoch its number
 * @param weights after it
 * @param items the item tower's outputs with them, {@code [N, dims]}
 */
record Kept(int epoch, Weights weights, float[] items) {}
