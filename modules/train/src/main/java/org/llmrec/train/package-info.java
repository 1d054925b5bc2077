/**
 * Learns the ranker. Start at {@link org.llmrec.train.TwoTowerTrainer}: it takes the catalogue's
 * text vectors and a split of the positives ({@link org.llmrec.train.TrainData}), trains on PyTorch
 * through DJL, writes a bundle that {@code rank} serves without any of that, and says in a {@link
 * org.llmrec.train.TrainReport} how good it is on held-out interactions, beside the most popular
 * items.
 *
 * <p>The defaults of {@link org.llmrec.train.TrainOptions} were chosen on the validation parts of
 * up to three splits of ml-latest-small (protocol A, descriptions only, nDCG@10; one run differs
 * from the next by about .004, so only larger differences decided):
 *
 * <ul>
 *   <li>weight of the negatives per positive, starting at the log odds: 64 .157, 256 .156, 1024
 *       .156; starting at zero: 4 .132, 16 .140, 64 .155 in twice the epochs
 *   <li>negatives drawn for a step, uniformly: 256 .132, 512 .144, 1024 .154, 3072 .143; half of
 *       them by popularity and weighted down: 512 .148, 1024 .146. From 512 on the differences are
 *       noise, and 512 by both ways cost least
 *   <li>L2 of the weights and of the users: none to speak of (1e-6) .157; 1e-5 and 1e-4 or 3e-4
 *       .163; 1e-4 and 1e-4 .160; users 1e-3 .153
 *   <li>length of the centred texts and dropout, on three splits: .85 and .2 .163, .154, .164; 2.5
 *       and .4 .172, .154, .166, in two thirds of the epochs
 *   <li>hidden width 256 .157, 512 .159: not worth twice the time
 *   <li>learning rate .001 .159, .181; .002 .158, .183 in two thirds of the epochs
 *   <li>noise that users start with, .1 and .03: no difference there, but on 400 readers with 12
 *       positives each .222 and .231, and fold-in comes nearer (cosine .78 and .96)
 * </ul>
 */
package org.llmrec.train;
