package org.llmrec.metrics;

/** Scores as whole numbers of the same order, which packed sort keys are made of. */
final class ScoreOrder {
  private ScoreOrder() {}

  /**
   * A number that is greater for the greater score and equal for equal ones.
   *
   * @throws IllegalArgumentException if the score is NaN, naming its index
   */
  static int bits(float score, int index) {
    if (Float.isNaN(score)) {
      throw new IllegalArgumentException("expected scores, found NaN at index " + index);
    }
    // Adding zero turns -0 into +0, which compare as equal scores should.
    int bits = Float.floatToRawIntBits(score + 0.0f);
    return bits ^ ((bits >> 31) & 0x7fffffff);
  }
}
