/**
 * Baselines that count, or solve one linear system: from random order to EASE, on native BLAS.
 * {@link org.llmrec.train.linear.LinearMethods} names them all:
 *
 * <ul>
 *   <li>{@code random}, {@code popularity}, {@code recent-popularity} (setting {@code half-life} in
 *       days): the same, or nothing, known of everybody
 *   <li>{@code item-knn} ({@code k}, {@code shrink}, {@code normalise}): sparse, for any catalogue
 *   <li>{@code user-knn} ({@code k}, {@code shrink}): compares a history when it asks
 *   <li>{@code ease} ({@code lambda}, {@code keep}, {@code max-items}): dense, for catalogues up to
 *       some 20,000 items
 *   <li>{@code ease-text} (the same and {@code weight}): EASE with the texts in its Gram matrix
 *   <li>{@code content-knn} ({@code match}, {@code neighbours}): texts alone
 * </ul>
 *
 * <p>All are deterministic; but for {@code random} none looks at the seed. Those that go by history
 * serve users that training never saw, answer one without a history with the popularity (rows per
 * item), and refuse queries. An item of a history counts as often as it is in there.
 *
 * <p>{@link org.llmrec.train.linear.ItemWeights} is what serving keeps of EASE or item kNN: the
 * strongest weights per item, in a file of their own. That has a price: on ml-latest-small, 200 of
 * 6,164 weights per item keep about 95 % of EASE's nDCG@10, 50 about 91 %.
 */
package org.llmrec.train.linear;
