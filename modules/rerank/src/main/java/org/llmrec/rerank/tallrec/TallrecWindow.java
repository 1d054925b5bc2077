package org.llmrec.rerank.tallrec;

/**
 * What a sample is made of, by the numbers of rows of the table.
 *
 * @param user the user's number
 * @param history rows, the oldest first; not to be changed
 * @param target the row that is asked about
 */
@SuppressWarnings("ArrayRecordComponent") // hundreds of thousands of them, read-only by contract
record TallrecWindow(int user, int[] history, int target) {}
