/**
 * The nouns that every module shares: {@link org.llmrec.core.Item}, {@link
 * org.llmrec.core.Interaction}, the {@link org.llmrec.core.Deadline} of a request and the {@link
 * org.llmrec.core.Progress} of a job.
 *
 * <p>Below it: {@code error} (what can go wrong, in sentences), {@code io} (files that are either
 * whole or absent, and their hashes), {@code json} (one strict mapper), {@code vector} (vector
 * maths and the memory-mapped vector file) and {@code generation} (what is served, published as one
 * piece).
 */
package org.llmrec.core;
