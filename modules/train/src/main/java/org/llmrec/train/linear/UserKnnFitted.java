package org.llmrec.train.linear;

import java.util.Arrays;
import org.llmrec.data.protocol.Asker;
import org.llmrec.metrics.TopK;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * What the users who are most like an asker like. Who has no history, or shares nothing with
 * anybody, gets the popularity. Of users equally alike at the end of the list all count, so that a
 * score does not depend on how they are numbered.
 *
 * @param byUser users by items
 * @param byItem items by users
 */
record UserKnnFitted(
    SparseMatrix byUser, SparseMatrix byItem, int k, double shrink, SameForAll popularity)
    implements FittedMethod {
  @Override
  public void score(Asker asker, float[] scores) {
    Asker.Reader reader = Readers.of(asker, UserKnn.NAME);
    int[] history = Arrays.stream(reader.history()).distinct().toArray();
    float[] alike = similarities(history, reader.user());
    float least = least(alike);
    if (least == 0) {
      popularity.score(asker, scores);
      return;
    }
    Arrays.fill(scores, 0, byItem.rows(), 0);
    for (int user = 0; user < alike.length; user++) {
      if (alike[user] >= least) {
        for (int e = byUser.starts()[user]; e < byUser.starts()[user + 1]; e++) {
          scores[byUser.indices()[e]] += alike[user];
        }
      }
    }
  }

  /** With every user but the one who asks. */
  private float[] similarities(int[] history, int self) {
    float[] alike = new float[byUser.rows()];
    for (int item : history) {
      for (int e = byItem.starts()[item]; e < byItem.starts()[item + 1]; e++) {
        alike[byItem.indices()[e]]++;
      }
    }
    for (int user = 0; user < alike.length; user++) {
      if (alike[user] > 0) {
        int size = byUser.starts()[user + 1] - byUser.starts()[user];
        alike[user] = (float) (alike[user] / (Math.sqrt((double) history.length * size) + shrink));
      }
    }
    if (self != Asker.Reader.UNKNOWN) {
      alike[self] = 0;
    }
    return alike;
  }

  /** The k-th largest that is above 0, or the smallest; 0 where none is. */
  private float least(float[] alike) {
    float least = 0;
    for (int user : TopK.of(alike, k)) {
      least = alike[user] > 0 ? alike[user] : least;
    }
    return least;
  }
}
