package org.llmrec.train;

import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How to train. {@link #defaults()} was tuned on validation parts only; see the package's
 * documentation for what mattered. Immutable.
 *
 * @param seed of everything random: the start, the order of the positives, the negatives, dropout
 * @param dims width of a user vector and of the item tower's output, 1 to 4096
 * @param hidden width of the item tower's hidden layer, 1 to 4096
 * @param learningRate Adam's step, greater than 0
 * @param dropout share of the hidden layer left out in a training step, 0 to 0.9
 * @param l2 weight of the squared weights in the loss, from 0; each Adam step sees it as part of
 *     the gradient
 * @param userL2 the same for the user embeddings
 * @param batch how many positives make a step, from 1
 * @param negatives how many items are drawn as negatives for a step and shared by its positives,
 *     from 1
 * @param negativesPerPositive what the drawn negatives weigh together, against a positive's 1;
 *     greater than 0. They stand for that many negatives of the binary cross-entropy
 * @param unmetNegatives whether items that nobody met in training may be drawn as negatives. They
 *     then sink below what their texts say, which suits a catalogue where they are unwanted, and
 *     wrongs those that are only new
 * @param maxEpochs the most passes over the positives, from 1
 * @param patience how many epochs without a better validation figure end the training, from 1
 * @param epochsWithoutValidation how many passes where no user has a validation part, from 1
 * @param foldInSample how many items are stored to stand for the negatives when a user is folded
 *     in, from 1
 * @param threads how many threads compute a step, 1 to 256. The sums, and so the last bits of the
 *     weights, depend on it: equal bytes need equal threads
 * @param device what computes the steps. Training on a GPU is unverified: no test of ours has run
 *     on one
 * @param precision in what numbers the first layer is multiplied
 */
public record TrainOptions(
    long seed,
    int dims,
    int hidden,
    double learningRate,
    double dropout,
    double l2,
    double userL2,
    int batch,
    int negatives,
    double negativesPerPositive,
    boolean unmetNegatives,
    int maxEpochs,
    int patience,
    int epochsWithoutValidation,
    int foldInSample,
    int threads,
    TrainDevice device,
    TrainPrecision precision) {

  private static final int WIDEST = 4096;

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if a number is out of its range
   */
  public TrainOptions {
    range("dims", dims, 1, WIDEST);
    range("hidden", hidden, 1, WIDEST);
    range("batch", batch, 1, 1 << 20);
    range("negatives", negatives, 1, 1 << 20);
    range("max-epochs", maxEpochs, 1, 100_000);
    range("patience", patience, 1, 100_000);
    range("epochs-without-validation", epochsWithoutValidation, 1, 100_000);
    range("fold-in-sample", foldInSample, 1, 1 << 20);
    range("threads", threads, 1, 256);
    require("learning-rate", learningRate > 0 && learningRate <= 1, learningRate, "above 0, to 1");
    require("dropout", dropout >= 0 && dropout <= 0.9, dropout, "0 to 0.9");
    require("l2", l2 >= 0 && l2 <= 1, l2, "0 to 1");
    require("user-l2", userL2 >= 0 && userL2 <= 1, userL2, "0 to 1");
    require(
        "negatives-per-positive",
        negativesPerPositive > 0 && negativesPerPositive <= 1e6,
        negativesPerPositive,
        "above 0, to 1000000");
  }

  /** What a training uses when nobody says otherwise. */
  public static TrainOptions defaults() {
    return new TrainOptionsBuilder().build();
  }

  /** Starts from the defaults. */
  public static TrainOptionsBuilder builder() {
    return new TrainOptionsBuilder();
  }

  /** Starts from these. */
  public TrainOptionsBuilder toBuilder() {
    return new TrainOptionsBuilder().set(toMap());
  }

  /** Every option by its name in a workspace's file, such as {@code learning-rate}. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new TreeMap<>();
    map.put("seed", seed);
    map.put("dims", dims);
    map.put("hidden", hidden);
    map.put("learning-rate", learningRate);
    map.put("dropout", dropout);
    map.put("l2", l2);
    map.put("user-l2", userL2);
    map.put("batch", batch);
    map.put("negatives", negatives);
    map.put("negatives-per-positive", negativesPerPositive);
    map.put("unmet-negatives", unmetNegatives);
    map.put("max-epochs", maxEpochs);
    map.put("patience", patience);
    map.put("epochs-without-validation", epochsWithoutValidation);
    map.put("fold-in-sample", foldInSample);
    map.put("threads", threads);
    map.put("device", device.label());
    map.put("precision", precision.label());
    return map;
  }

  private static void range(String name, int value, int least, int most) {
    require(name, value >= least && value <= most, value, least + " to " + most);
  }

  private static void require(String name, boolean holds, Number value, String expected) {
    if (!holds) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "train." + name + ": expected " + expected + ", found " + value + "; change the option");
    }
  }
}
