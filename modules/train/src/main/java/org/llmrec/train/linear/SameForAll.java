package org.llmrec.train.linear;

import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FittedMethod;

/**
 * The same scores whoever asks. Methods that know nothing of an asker answer with the popularity
 * that {@link #rows} counts.
 *
 * @param byItem {@code [items]}
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record SameForAll(float[] byItem) implements FittedMethod {
  /** The number of training rows per item. */
  static SameForAll rows(TrainingData data) {
    int[] counts = data.positives().popularity();
    float[] byItem = new float[counts.length];
    for (int item = 0; item < counts.length; item++) {
      byItem[item] = counts[item];
    }
    return new SameForAll(byItem);
  }

  @Override
  public void score(Asker asker, float[] scores) {
    System.arraycopy(byItem, 0, scores, 0, byItem.length);
  }
}
