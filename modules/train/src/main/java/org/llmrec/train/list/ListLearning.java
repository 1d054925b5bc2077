package org.llmrec.train.list;

import org.llmrec.train.method.Settings;

/**
 * How the last network learns.
 *
 * @param name of the setting to blame where the loss is no number
 * @param hidden the width of its hidden layer; 0 for none, which leaves a weighted sum
 * @param epochs passes over the lists
 * @param batch lists per step
 * @param rate the learning rate of the first step; it falls to 0 in a straight line
 * @param l2 on all weights but the biases
 * @param dropout of hidden units, 0 to 1
 * @param networks how many are learnt from different starts, whose scores are averaged
 */
public record ListLearning(
    String name,
    int hidden,
    int epochs,
    int batch,
    double rate,
    double l2,
    double dropout,
    int networks) {
  /** The same with another width. */
  public ListLearning hidden(int width) {
    return new ListLearning(name, width, epochs, batch, rate, l2, dropout, networks);
  }

  /** Reads the choices of a method that learns so, each with its default. */
  public static ListLearning read(String method, Settings settings) {
    return new ListLearning(
        method + ".learning-rate",
        settings.integer("hidden", 16, 0, 4_096),
        settings.integer("epochs", 30, 1, 100_000),
        settings.integer("batch", 64, 1, 1_000_000),
        settings.number("learning-rate", 0.01, 1e-7, 1),
        settings.number("l2", 0.01, 0, 1e3),
        settings.number("dropout", 0.2, 0, 0.99),
        settings.integer("networks", 1, 1, 100));
  }
}
