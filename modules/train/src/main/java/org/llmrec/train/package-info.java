/**
 * Learns the ranker. Start at {@link org.llmrec.train.TwoTowerTrainer}: it takes the catalogue's
 * text vectors and a split of the positives ({@link org.llmrec.train.TrainData}), trains on PyTorch
 * through DJL, writes a bundle that {@code rank} serves without any of that, and says in a {@link
 * org.llmrec.train.TrainReport} how good it is on held-out interactions, beside the most popular
 * items.
 *
 * <p>A {@link org.llmrec.train.Continuation} lets a training that was killed go on from its last
 * {@link org.llmrec.train.Checkpoints checkpoint}, with the bytes of one that was not, or start
 * with the weights of an older bundle. {@link org.llmrec.train.tune} searches options within a
 * budget.
 *
 * <p>What the paper leaves open is an option with a default ({@link
 * org.llmrec.train.TrainOptions}). The defaults were chosen by hand on the validation parts of up
 * to three splits of ml-latest-small, descriptions only; no test part took part. What mattered
 * most: scores that start at the log odds of a positive, negatives that weigh many times a
 * positive, half of them drawn by popularity and weighted down, an L2 on the users, texts centred
 * and brought to one scale. What did not: a wider hidden layer, more negatives per step. They are a
 * start, not an optimum.
 *
 * <p>One default is worth a thought: items that nobody met are negatives too. On a fifth of the
 * items of ml-latest-small with all their interactions taken away, ranked in the full catalogue,
 * the validation nDCG@10 of the rest of their interactions is .018 with it and .121 without
 * (descriptions), .002 and .210 (with the recorded answers); on items that training met it is the
 * same within the noise (.172 and .171, .172 and .174).
 */
package org.llmrec.train;
