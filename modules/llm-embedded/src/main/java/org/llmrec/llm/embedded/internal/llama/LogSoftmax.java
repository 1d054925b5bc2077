package org.llmrec.llm.embedded.internal.llama;

/** Logits as natural logarithms of probabilities, in double precision at temperature 1. */
final class LogSoftmax {
  private LogSoftmax() {}

  /** What to take from each logit: the logarithm of the sum of their exponentials. */
  static double normaliser(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    // Without the largest taken out first the exponentials would overflow.
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - max);
    }
    return max + Math.log(sum);
  }
}
