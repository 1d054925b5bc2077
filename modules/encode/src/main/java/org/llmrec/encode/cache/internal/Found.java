package org.llmrec.encode.cache.internal;

/**
 * A vector out of the cache.
 *
 * @param vector {@code [D]}, the finder's to keep
 * @param cut whether its text was longer than the model reads
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never kept
public record Found(float[] vector, boolean cut) {}
