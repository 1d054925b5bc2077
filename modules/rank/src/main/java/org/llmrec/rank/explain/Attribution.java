package org.llmrec.rank.explain;

/**
 * A score, split over the inputs. Immutable as long as nobody writes to the array.
 *
 * @param score of the input
 * @param baselineScore of the baseline
 * @param contributions {@code [in]}: how much each input moved the score away from the baseline's;
 *     not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Attribution(float score, float baselineScore, double[] contributions) {

  /**
   * What some neighbours contributed together, such as all places of a text vector.
   *
   * @throws IndexOutOfBoundsException if there are no such inputs
   */
  public double sum(int from, int to) {
    if (from < 0 || to > contributions.length || from > to) {
      throw new IndexOutOfBoundsException(
          "expected a stretch of " + contributions.length + " inputs, found " + from + " to " + to);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += contributions[i];
    }
    return sum;
  }
}
