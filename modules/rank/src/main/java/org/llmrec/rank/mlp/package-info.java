/**
 * A small network that scores candidates, and the fast way to run it.
 *
 * <p>Start at {@link org.llmrec.rank.mlp.Mlp}: the plain network, which says what every other class
 * here has to compute. {@link org.llmrec.rank.mlp.SplitMlp} computes the same for many candidates
 * of one request: what the first layer makes of an item is computed once for the catalogue ({@link
 * org.llmrec.rank.mlp.ItemRows}), what it makes of the user once for the request. {@link
 * org.llmrec.rank.mlp.TowerScores} does inner products over the same rows. {@link
 * org.llmrec.rank.mlp.OnnxMlp} writes the network for other engines.
 *
 * <p>Scoring allocates nothing: what it writes to lies in a {@link org.llmrec.rank.mlp.Scratch}
 * that each thread has for itself. The arithmetic is Java's Vector API where Java was started with
 * {@code --add-modules jdk.incubator.vector}, and plain loops that the compiler vectorises where it
 * was not; {@link org.llmrec.rank.mlp.Kernels} says which.
 */
package org.llmrec.rank.mlp;
