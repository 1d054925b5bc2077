/**
 * Vectors: plain {@code float[]} maths in {@link org.llmrec.core.vector.Vectors}, the memory-mapped
 * file in which rows of vectors lie with their ids, and {@link org.llmrec.core.vector.VectorBlock},
 * many of them in one array of floats, halves or bytes.
 */
package org.llmrec.core.vector;
