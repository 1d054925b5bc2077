package org.llmrec.train.interaction;

import java.util.SplittableRandom;
import org.llmrec.train.internal.Batch;

/**
 * What of a step is scored: its positives, then for each of them a few of the step's negatives. An
 * inner product scores every user with every negative at once; a network over both has to choose.
 *
 * @param users numbers of the users, {@code [U]}
 * @param items ordinals of the items, {@code [I]}
 * @param pairUsers per pair its place in {@code users}, {@code [P]}
 * @param pairItems per pair its place in {@code items}, {@code [P]}
 * @param signs -1 for a positive, 1 for a negative: {@code softplus(sign * logit)} is its loss
 * @param weights of each pair in the loss
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record PairBatch(
    long[] users,
    long[] items,
    long[] pairUsers,
    long[] pairItems,
    float[] signs,
    float[] weights) {

  /**
   * Draws them, so that the loss is on average that of all the step's negatives.
   *
   * @param each how many negatives for each positive, drawn with replacement
   */
  static PairBatch of(Batch batch, int each, SplittableRandom random) {
    int positives = batch.positiveUsers().length;
    int drawn = batch.negatives().length;
    int size = Math.multiplyExact(positives, 1 + each);
    long[] pairUsers = new long[size];
    long[] pairItems = new long[size];
    float[] signs = new float[size];
    float[] weights = new float[size];
    int[] positivesOf = new int[batch.users().length];
    for (long user : batch.positiveUsers()) {
      positivesOf[(int) user]++;
    }
    for (int p = 0; p < positives; p++) {
      int user = (int) batch.positiveUsers()[p];
      pairUsers[p] = user;
      pairItems[p] = batch.positiveItems()[p];
      signs[p] = -1;
      weights[p] = 1f / positives;
      for (int n = 0; n < each; n++) {
        int at = positives + p * each + n;
        int k = random.nextInt(drawn);
        pairUsers[at] = user;
        pairItems[at] = batch.negatives()[k];
        signs[at] = 1;
        // The batch has one weight for the user, which the user's positives share.
        float all = batch.negativeWeights()[user * drawn + k];
        weights[at] = all * drawn / each / positivesOf[user];
      }
    }
    return new PairBatch(batch.users(), batch.items(), pairUsers, pairItems, signs, weights);
  }
}
