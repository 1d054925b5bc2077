package org.llmrec.train.list;

/**
 * A list to learn from: candidates of which the first are positive. Its array is not to be changed.
 *
 * @param features {@code [length, features]} row-major
 * @param positives how many, at least one, fewer than there are candidates
 * @param length how many candidates
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record RankedList(float[] features, int positives, int length) {}
