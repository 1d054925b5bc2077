/**
 * Gradient-boosted trees. Start at {@link org.llmrec.train.tree.TreeTrainer}: it learns from a
 * matrix of features, in which NaN means missing, on XGBoost, and hands out {@link
 * org.llmrec.rank.tree.Trees}, which score exactly as XGBoost would and need it no more:
 *
 * <pre>{@code
 * TreeData known = TreeData.grouped(columns, features, labels, rowsOfEachUser);
 * TreeSettings settings = TreeSettings.of(TreeObjective.RANKING);
 * Trees trees = TreeTrainer.train(known, Optional.of(heldOut), settings, TreeTrainer.Run.of(1, 2)).trees();
 * trees.score(rows, count, scores);
 * }</pre>
 *
 * <p>{@link org.llmrec.train.tree.XgboostModel} reads models that XGBoost saved elsewhere.
 *
 * <p>The native library lies in XGBoost's jar for Linux, macOS and Windows, and unpacks itself to
 * the folder for temporary files; on Linux it wants the system's {@code libgomp.so.1}.
 */
package org.llmrec.train.tree;
