/**
 * Learns the ranker. Start at {@link org.llmrec.train.TwoTowerTrainer}: it takes the catalogue's
 * text vectors and a split of the positives ({@link org.llmrec.train.TrainData}), trains on PyTorch
 * through DJL, writes a bundle that {@code rank} serves without any of that, and says in a {@link
 * org.llmrec.train.TrainReport} how good it is on held-out interactions, beside the most popular
 * items.
 */
package org.llmrec.train;
