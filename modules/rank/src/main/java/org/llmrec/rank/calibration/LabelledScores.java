package org.llmrec.rank.calibration;

/** What fits are made on. */
final class LabelledScores {
  private LabelledScores() {}

  /** Refuses what no fit can be made on. */
  static void check(double[] scores, boolean[] labels) {
    if (scores.length != labels.length || scores.length == 0) {
      throw new IllegalArgumentException(
          "expected a label for every score, found "
              + scores.length
              + " scores, "
              + labels.length
              + " labels");
    }
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i])) {
        throw new IllegalArgumentException(
            "expected finite scores, found " + scores[i] + " in place " + i);
      }
    }
  }
}
