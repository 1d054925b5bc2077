package org.llmrec.encode.cache;

/**
 * What a {@link CachedTextEncoder} has done since it was opened.
 *
 * @param fromCache texts whose vector was there
 * @param encoded texts that went through the encoder
 * @param kept vectors that were written
 * @param notKept vectors that should have been written and could not be: the disk refused, or
 *     another process held the cache for seconds
 * @param damaged vectors that were there, but not as they had been written; their texts are among
 *     the encoded
 */
public record CacheCounts(long fromCache, long encoded, long kept, long notKept, long damaged) {}
