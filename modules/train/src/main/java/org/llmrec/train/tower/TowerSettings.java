package org.llmrec.train.tower;

import org.llmrec.train.internal.StoppingPart;
import org.llmrec.train.method.Settings;

/**
 * The choices of {@code towers}. Immutable.
 *
 * @param text whether items have a text path
 * @param ids whether items have vectors of their own
 * @param gates whether each prompt's texts have a learnt gate
 * @param attention whether half of a user's vector is what the end of the history attends to
 * @param mean whether the other half is the mean of the history; with neither, both are there
 * @param dims the width of the vectors
 * @param hidden the width of the text path's hidden layer
 * @param textDims how many directions of each prompt's texts are kept
 * @param shrink how much of the mean variance is added to each direction's before it is divided by
 *     its square root; 0 whitens fully
 * @param kappa with how many rows an item's own vector counts half
 * @param idDrop the share of items whose own vectors are left out of a step, so that texts learn to
 *     stand alone
 * @param dropout the share of the hidden layer that is left out of a step
 * @param l2 of the text path's matrices
 * @param idL2 of the items' own vectors
 * @param length how many last items of a history may be attended to
 * @param held the share of a history that a step asks for, by what the rest says
 * @param negatives how many items are drawn to stand for the catalogue; with no more items than
 *     these, all stand for themselves
 * @param batch users per step
 * @param learningRate of Adam
 * @param epochs the most passes over the users
 * @param checkEvery how many passes lie between two looks at the validation part
 * @param patience how many looks without a better figure end the training
 * @param stops whether validation, where there is one, may end the training and choose the pass
 */
record TowerSettings(
    boolean text,
    boolean ids,
    boolean gates,
    boolean attention,
    boolean mean,
    int dims,
    int hidden,
    int textDims,
    double shrink,
    double kappa,
    double idDrop,
    double dropout,
    double l2,
    double idL2,
    int length,
    double held,
    int negatives,
    int batch,
    double learningRate,
    int epochs,
    int checkEvery,
    int patience,
    boolean stops) {

  static TowerSettings read(Settings settings) {
    return new TowerSettings(
        settings.truth("text", true),
        settings.truth("ids", true),
        settings.truth("gates", true),
        settings.truth("attention", true),
        settings.truth("mean", true),
        settings.integer("dims", 64, 1, 2_048),
        settings.integer("hidden", 256, 1, 65_536),
        settings.integer("text-dims", 128, 1, 4_096),
        settings.number("shrink", 0.1, 0, 1e6),
        settings.number("kappa", 5, 1e-6, 1e6),
        settings.number("id-drop", 0.2, 0, 0.99),
        settings.number("dropout", 0.3, 0, 0.9),
        settings.number("l2", 1e-5, 0, 1),
        settings.number("id-l2", 1e-4, 0, 1),
        settings.integer("history", 50, 1, 10_000),
        settings.number("held", 0.3, 0.01, 0.99),
        settings.integer("negatives", 10_000, 1, 1_000_000),
        settings.integer("batch", 64, 1, 100_000),
        settings.number("learning-rate", 2e-3, 1e-9, 1),
        settings.integer("epochs", 200, 1, 100_000),
        settings.integer("check-every", 5, 1, 100_000),
        settings.integer("patience", 5, 1, 100_000),
        StoppingPart.wanted(settings));
  }

  /** What part of a user's vector is the mean of the history. */
  float meanShare() {
    return attention == mean ? 0.5f : mean ? 1 : 0;
  }
}
