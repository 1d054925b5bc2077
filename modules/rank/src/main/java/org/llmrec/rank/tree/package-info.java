/**
 * Forests of regression trees, as gradient boosting learns them, evaluated without the library that
 * learnt them.
 *
 * <p>Start at {@link org.llmrec.rank.tree.Trees}: it scores rows of features, a single one or a
 * contiguous batch, and says in which leaves a row lands, which is how trees become the input of
 * another model (He et al. 2014). {@link org.llmrec.rank.tree.TreeTensors} stores a forest among
 * the tensors of a bundle. {@link org.llmrec.rank.tree.TreeShap} splits a score exactly into what
 * each feature added.
 *
 * <p>A forest comes from training ({@code org.llmrec.train.tree}), or by hand from {@link
 * org.llmrec.rank.tree.TreeNode}s:
 *
 * <pre>{@code
 * TreeNode stump = new TreeNode.Split(0, 0.5f, true, TreeNode.leaf(-1, 10), TreeNode.leaf(2, 30));
 * Trees trees = Trees.of(1, 0f, List.of(stump));
 * trees.score(new float[] {0.7f}); // 2
 * trees.score(new float[] {Float.NaN}); // -1: what is missing goes left
 * }</pre>
 */
package org.llmrec.rank.tree;
