package org.llmrec.train.internal;

/**
 * What one step sees, every item and user that occurs in it once.
 *
 * @param items ordinals of the items, {@code [I]}
 * @param users numbers of the users, {@code [U]}
 * @param positiveUsers per positive its place in {@code users}, {@code [P]}
 * @param positiveItems per positive its place in {@code items}, {@code [P]}
 * @param negatives places in {@code items} of the drawn negatives, {@code [K]}
 * @param negativeWeights weight of each user's score of each negative in the loss, {@code [U, K]}:
 *     grows with the user's positives in the batch, zero where the negative is one of the user's
 *     positives after all
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, and nobody compares it
public record Batch(
    long[] items,
    long[] users,
    long[] positiveUsers,
    long[] positiveItems,
    long[] negatives,
    float[] negativeWeights) {}
