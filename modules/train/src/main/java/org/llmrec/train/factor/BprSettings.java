package org.llmrec.train.factor;

import org.llmrec.train.internal.StoppingPart;
import org.llmrec.train.method.Settings;

/**
 * How BPR learns. Immutable.
 *
 * @param dims the width of the vectors
 * @param learningRate the step of stochastic gradient descent
 * @param regularisation the weight of half the squared numbers in the loss
 * @param epochs the most passes over the positives
 * @param checkEvery how many passes lie between two looks at the validation part
 * @param patience how many looks without a better figure end the training
 * @param stops whether validation, where there is one, may end the training and choose the pass
 */
record BprSettings(
    int dims,
    double learningRate,
    double regularisation,
    int epochs,
    int checkEvery,
    int patience,
    boolean stops) {
  static BprSettings read(Settings settings) {
    return new BprSettings(
        settings.integer("dims", 64, 1, 2048),
        settings.number("learning-rate", 0.05, 1e-9, 1),
        settings.number("regularisation", 0.01, 0, 10),
        settings.integer("epochs", 200, 1, 100_000),
        settings.integer("check-every", 5, 1, 100_000),
        settings.integer("patience", 4, 1, 100_000),
        StoppingPart.wanted(settings));
  }
}
