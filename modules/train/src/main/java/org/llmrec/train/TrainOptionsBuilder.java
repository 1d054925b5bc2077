package org.llmrec.train;

import java.util.Map;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * Collects training options, starting from the defaults; ranges are checked by {@link #build()}.
 * Not thread-safe.
 */
public final class TrainOptionsBuilder {
  private long seed = 42;
  private int dims = 128;
  private int hidden = 256;
  private double learningRate = 2e-3;
  private double dropout = 0.4;
  private double l2 = 1e-5;
  private double userL2 = 3e-4;
  private int batch = 1024;
  private int negatives = 512;
  private double negativesPerPositive = 64;
  private boolean unmetNegatives = true;
  private int maxEpochs = 100;
  private int patience = 10;
  private int epochsWithoutValidation = 30;
  private int foldInSample = 2048;
  private int threads = 2;
  private TrainDevice device = TrainDevice.cpu();
  private TrainPrecision precision = TrainPrecision.FLOAT32;

  TrainOptionsBuilder() {}

  /** See {@link TrainOptions#seed()}. */
  public TrainOptionsBuilder seed(long value) {
    seed = value;
    return this;
  }

  /** See {@link TrainOptions#dims()}. */
  public TrainOptionsBuilder dims(int value) {
    dims = value;
    return this;
  }

  /** See {@link TrainOptions#hidden()}. */
  public TrainOptionsBuilder hidden(int value) {
    hidden = value;
    return this;
  }

  /** See {@link TrainOptions#learningRate()}. */
  public TrainOptionsBuilder learningRate(double value) {
    learningRate = value;
    return this;
  }

  /** See {@link TrainOptions#dropout()}. */
  public TrainOptionsBuilder dropout(double value) {
    dropout = value;
    return this;
  }

  /** See {@link TrainOptions#l2()}. */
  public TrainOptionsBuilder l2(double value) {
    l2 = value;
    return this;
  }

  /** See {@link TrainOptions#userL2()}. */
  public TrainOptionsBuilder userL2(double value) {
    userL2 = value;
    return this;
  }

  /** See {@link TrainOptions#batch()}. */
  public TrainOptionsBuilder batch(int value) {
    batch = value;
    return this;
  }

  /** See {@link TrainOptions#negatives()}. */
  public TrainOptionsBuilder negatives(int value) {
    negatives = value;
    return this;
  }

  /** See {@link TrainOptions#negativesPerPositive()}. */
  public TrainOptionsBuilder negativesPerPositive(double value) {
    negativesPerPositive = value;
    return this;
  }

  /** See {@link TrainOptions#unmetNegatives()}. */
  public TrainOptionsBuilder unmetNegatives(boolean value) {
    unmetNegatives = value;
    return this;
  }

  /** See {@link TrainOptions#maxEpochs()}. */
  public TrainOptionsBuilder maxEpochs(int value) {
    maxEpochs = value;
    return this;
  }

  /** See {@link TrainOptions#patience()}. */
  public TrainOptionsBuilder patience(int value) {
    patience = value;
    return this;
  }

  /** See {@link TrainOptions#epochsWithoutValidation()}. */
  public TrainOptionsBuilder epochsWithoutValidation(int value) {
    epochsWithoutValidation = value;
    return this;
  }

  /** See {@link TrainOptions#foldInSample()}. */
  public TrainOptionsBuilder foldInSample(int value) {
    foldInSample = value;
    return this;
  }

  /** See {@link TrainOptions#threads()}. */
  public TrainOptionsBuilder threads(int value) {
    threads = value;
    return this;
  }

  /** See {@link TrainOptions#device()}. */
  public TrainOptionsBuilder device(TrainDevice value) {
    device = value;
    return this;
  }

  /** See {@link TrainOptions#precision()}. */
  public TrainOptionsBuilder precision(TrainPrecision value) {
    precision = value;
    return this;
  }

  /**
   * Sets options by their names in a workspace's file.
   *
   * @throws ConfigException if a name is unknown or a value is not of the option's kind
   */
  public TrainOptionsBuilder set(Map<String, ?> options) {
    options.forEach(this::set);
    return this;
  }

  private void set(String name, Object value) {
    switch (name) {
      case "seed" -> seed = whole(name, value);
      case "dims" -> dims = small(name, value);
      case "hidden" -> hidden = small(name, value);
      case "learning-rate" -> learningRate = number(name, value);
      case "dropout" -> dropout = number(name, value);
      case "l2" -> l2 = number(name, value);
      case "user-l2" -> userL2 = number(name, value);
      case "batch" -> batch = small(name, value);
      case "negatives" -> negatives = small(name, value);
      case "negatives-per-positive" -> negativesPerPositive = number(name, value);
      case "unmet-negatives" -> unmetNegatives = truth(name, value);
      case "max-epochs" -> maxEpochs = small(name, value);
      case "patience" -> patience = small(name, value);
      case "epochs-without-validation" -> epochsWithoutValidation = small(name, value);
      case "fold-in-sample" -> foldInSample = small(name, value);
      case "threads" -> threads = small(name, value);
      case "device" -> device = word(name, value, TrainDevice::parse);
      case "precision" -> precision = word(name, value, TrainPrecision::parse);
      default ->
          throw new ConfigException(
              OptionCode.NAME_UNKNOWN,
              "train." + name + ": expected one of " + build().toMap().keySet() + ", found none");
    }
  }

  private static int small(String name, Object value) {
    long number = whole(name, value);
    if (number != (int) number) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "train." + name + ": expected a smaller number, found " + value);
    }
    return (int) number;
  }

  private static long whole(String name, Object value) {
    double number = number(name, value);
    if (number != Math.rint(number)) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE, "train." + name + ": expected a whole number, found " + value);
    }
    return ((Number) value).longValue();
  }

  private static double number(String name, Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new ConfigException(
        OptionCode.OPTION_VALUE, "train." + name + ": expected a number, found " + value);
  }

  private static boolean truth(String name, Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new ConfigException(
        OptionCode.OPTION_VALUE, "train." + name + ": expected true or false, found " + value);
  }

  private static <T> T word(String name, Object value, Function<String, T> parse) {
    try {
      return parse.apply(String.valueOf(value));
    } catch (ConfigException e) {
      throw new ConfigException(e.code(), "train." + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The options.
   *
   * @throws ConfigException if a number is out of its range
   */
  public TrainOptions build() {
    return new TrainOptions(
        seed,
        dims,
        hidden,
        learningRate,
        dropout,
        l2,
        userL2,
        batch,
        negatives,
        negativesPerPositive,
        unmetNegatives,
        maxEpochs,
        patience,
        epochsWithoutValidation,
        foldInSample,
        threads,
        device,
        precision);
  }
}
