package org.llmrec.train.internal;

import org.llmrec.core.error.LlmrecException;

/** Stops a training that has run away, instead of keeping what it left. */
public final class Divergence {
  /** Trained vectors are a few units long; the product of two such bounds is still a float. */
  private static final float BOUND = 1e4f;

  private final String setting;
  private final double learningRate;

  /** Of the ranker of {@code llmrec train}. */
  Divergence(double learningRate) {
    this("train.learning-rate", learningRate);
  }

  /**
   * Of a training.
   *
   * @param setting the name of the learning rate, for the message
   */
  public Divergence(String setting, double learningRate) {
    this.setting = setting;
    this.learningRate = learningRate;
  }

  /** A step's loss must be finite. */
  public void checkLoss(float loss, int epoch) {
    require(Float.isFinite(loss), "a finite loss", loss, epoch);
  }

  /** Vectors that are kept must be of a size whose inner products are finite. */
  public void checkVectors(float[] vectors, int epoch) {
    for (float value : vectors) {
      require(
          Math.abs(value) <= BOUND, "numbers of at most " + BOUND + " in vectors", value, epoch);
    }
  }

  private void require(boolean holds, String expected, float found, int epoch) {
    if (!holds) {
      throw new LlmrecException(
          "training diverged in epoch "
              + epoch
              + ": expected "
              + expected
              + ", found "
              + found
              + "; lower "
              + setting
              + " (now "
              + learningRate
              + ")");
    }
  }
}
