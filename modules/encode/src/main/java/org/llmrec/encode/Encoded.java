package org.llmrec.encode;

/**
 * The answer to one call.
 *
 * @param vectors {@code [N, D]}, one per text in the order of the call, each an array of its own;
 *     of length 1 where the manifest says so. Not copied
 * @param truncated how many of the N texts were longer than the model reads and lost their end
 */
@SuppressWarnings("ArrayRecordComponent") // millions of them: a copy per call would be waste
public record Encoded(float[][] vectors, int truncated) {}
