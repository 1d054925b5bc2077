/**
 * Vectors: plain {@code float[]} maths in {@link org.llmrec.core.vector.Vectors}, and the
 * memory-mapped file in which rows of vectors lie with their ids.
 */
package org.llmrec.core.vector;
