/**
 * Why a score is what it is. {@link org.llmrec.rank.explain.IntegratedGradients} splits the score
 * of an {@link org.llmrec.rank.mlp.Mlp} over its inputs, against a baseline; the parts of an {@link
 * org.llmrec.rank.explain.Attribution} add up to the difference between the two scores.
 */
package org.llmrec.rank.explain;
