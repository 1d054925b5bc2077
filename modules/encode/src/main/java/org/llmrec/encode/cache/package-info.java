/**
 * Vectors kept from one run to the next, so that encoding what was encoded before costs reading it.
 * Start with {@link org.llmrec.encode.cache.CachedTextEncoder#over}: it is a {@link
 * org.llmrec.encode.TextEncoder} over another one.
 *
 * <pre>
 * try (TextEncoder encoder =
 *     CachedTextEncoder.over(OnnxTextEncoder.open(model, options), VectorCache.ofUser())) {
 *   encoder.encode(texts);
 * }
 * </pre>
 *
 * <p>On the disk a cache is a folder with a folder for each encoder, named after what the vectors
 * depend on:
 *
 * <pre>
 * .lock                      who writes at the moment
 * 0123456789abcdef/          a space: all that one encoder has computed
 *   space.json               which encoder that is
 *   000000001.keys           a segment: keys, 16 bytes each,
 *   000000001.vectors        and in the same order the vectors, each with a checksum
 * </pre>
 *
 * <p>Segments only grow, and go as a whole when the cache is full. Deleting any of it, or all, is
 * safe at any time.
 */
package org.llmrec.encode.cache;
