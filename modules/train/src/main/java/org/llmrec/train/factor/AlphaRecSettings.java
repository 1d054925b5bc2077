package org.llmrec.train.factor;

import org.llmrec.train.internal.StoppingPart;
import org.llmrec.train.method.Settings;

/**
 * How AlphaRec learns. What the paper gives is the default; the width of the hidden layer it leaves
 * open. Immutable.
 *
 * @param dims the width of the vectors
 * @param hidden the width of the hidden layer; 0 for half the width of the texts and of the vectors
 *     together
 * @param layers how often vectors are passed along the graph
 * @param temperature by which cosines are divided
 * @param negatives drawn for a batch, and shared by its positives
 * @param batch positives per step
 * @param learningRate of Adam
 * @param epochs the most passes over the positives
 * @param checkEvery how many passes lie between two looks at the validation part
 * @param patience how many looks without a better figure end the training
 * @param stops whether validation, where there is one, may end the training and choose the pass
 */
record AlphaRecSettings(
    int dims,
    int hidden,
    int layers,
    double temperature,
    int negatives,
    int batch,
    double learningRate,
    int epochs,
    int checkEvery,
    int patience,
    boolean stops) {
  static AlphaRecSettings read(Settings settings) {
    return new AlphaRecSettings(
        settings.integer("dims", 64, 1, 2048),
        settings.integer("hidden", 0, 0, 65_536),
        settings.integer("layers", 2, 0, 10),
        settings.number("temperature", 0.15, 1e-3, 100),
        settings.integer("negatives", 256, 1, 100_000),
        settings.integer("batch", 4096, 1, 1_000_000),
        settings.number("learning-rate", 5e-4, 1e-9, 1),
        settings.integer("epochs", 300, 1, 100_000),
        settings.integer("check-every", 5, 1, 100_000),
        settings.integer("patience", 4, 1, 100_000),
        StoppingPart.wanted(settings));
  }

  int hiddenFor(int width) {
    return hidden > 0 ? hidden : (width + dims + 1) / 2;
  }
}
