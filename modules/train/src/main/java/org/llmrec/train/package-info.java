/**
 * Learns the ranker. Start at {@link org.llmrec.train.TwoTowerTrainer}: it takes the catalogue's
 * text vectors and a split of the positives ({@link org.llmrec.train.TrainData}), trains on PyTorch
 * through DJL, writes a bundle that {@code rank} serves without any of that, and says in a {@link
 * org.llmrec.train.TrainReport} how good it is on held-out interactions, beside the most popular
 * items.
 *
 * <p>What the paper leaves open is an option with a default ({@link
 * org.llmrec.train.TrainOptions}). The defaults were chosen by hand on the validation part of
 * ml-latest-small, one change at a time and few seeds; they are a start, not an optimum, and no
 * test part took part in choosing them.
 */
package org.llmrec.train;
