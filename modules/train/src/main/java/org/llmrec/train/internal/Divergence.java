package org.llmrec.train.internal;

import java.util.List;
import java.util.stream.Stream;
import org.llmrec.train.DivergedException;

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

  /** What is written down must be finite, or it could not be gone on with. */
  void checkState(LearnerState state, int epoch) {
    Weights weights = state.weights();
    Stream.of(
            List.of(weights.weight0(), weights.bias0(), weights.weight1(), weights.bias1()),
            List.of(weights.users(), weights.missing()),
            state.moments().first(),
            state.moments().second())
        .flatMap(List::stream)
        .forEach(values -> checkFinite(values, epoch));
  }

  private void checkFinite(float[] values, int epoch) {
    for (float value : values) {
      require(Float.isFinite(value), "finite weights", value, epoch);
    }
  }

  private void require(boolean holds, String expected, float found, int epoch) {
    if (!holds) {
      throw new DivergedException(
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
