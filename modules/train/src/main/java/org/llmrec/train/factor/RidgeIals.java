package org.llmrec.train.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * {@code ridge-ials}: iALS, and a ridge regression from the items' text vectors to its item
 * vectors, learnt on the items that somebody met in training. It says where an item that nobody met
 * would stand. Readers are solved as in {@code ials}. An item without any text is taken for one
 * with average texts.
 */
final class RidgeIals implements Method {
  static final String NAME = "ridge-ials";

  private static final String COUNT = "count";
  private static final String TEXT = "text";
  private static final String BLEND = "blend";

  private final IalsSettings how;
  private final double ridge;
  private final boolean byCount;
  private final String warm;
  private final double kappa;
  private final Map<String, Object> settings;

  RidgeIals(Settings settings) {
    this.how = IalsSettings.read(settings);
    this.ridge = settings.number("ridge", 10, 1e-6, 1e9);
    // How much an item counts in the regression: all alike, or by its training rows.
    this.byCount = settings.choice("weight", "equal", List.of("equal", COUNT)).equals(COUNT);
    // What an item with training rows is ranked by: its iALS vector, its predicted one, or
    // (n ials + kappa predicted) / (n + kappa) for n rows.
    this.warm = settings.choice("warm", "factors", List.of("factors", TEXT, BLEND));
    this.kappa = settings.number("kappa", 5, 0, 1e9);
    this.settings = settings.taken();
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public boolean usesText() {
    return true;
  }

  @Override
  public boolean usesSeed() {
    return true;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) {
    TrainRows.require(NAME, data);
    TextMatrix texts = TextMatrix.of(context.textsFor(NAME, data), data.items());
    Blas.threads(context.threads());
    try (Workers workers = new Workers(context.threads(), NAME)) {
      IalsFit.Learnt learnt =
          IalsFit.learn(data.positives(), how, context.seed(), workers, context.progress());
      int[] counts = data.positives().popularity();
      float[] predicted =
          RidgeMap.predict(
              texts.values(), texts.width(), learnt.items(), how.dims(), weights(counts), ridge);
      return new IalsModel(NAME, how, learnt, ranked(learnt.items(), predicted, counts));
    }
  }

  private double[] weights(int[] counts) {
    return byCount
        ? meanOne(Arrays.stream(counts).asDoubleStream().toArray(), counts)
        : equal(counts);
  }

  /** All items that somebody met count alike. */
  static double[] equal(int[] counts) {
    return meanOne(
        Arrays.stream(counts).mapToDouble(count -> Math.min(1, count)).toArray(), counts);
  }

  /** The weights of the fitted items have mean 1, so that the ridge means the same for both. */
  private static double[] meanOne(double[] weights, int[] counts) {
    double fitted = Arrays.stream(counts).filter(count -> count > 0).count();
    double mean = Arrays.stream(weights).sum() / fitted;
    Arrays.setAll(weights, item -> weights[item] / mean);
    return weights;
  }

  private float[] ranked(double[] factors, float[] predicted, int[] counts) {
    int d = how.dims();
    float[] ranked = new float[factors.length];
    for (int item = 0; item < counts.length; item++) {
      double share =
          counts[item] == 0 || warm.equals(TEXT)
              ? 0
              : warm.equals(BLEND) ? counts[item] / (counts[item] + kappa) : 1;
      for (int k = item * d; k < (item + 1) * d; k++) {
        ranked[k] = (float) (share * factors[k] + (1 - share) * predicted[k]);
      }
    }
    return ranked;
  }
}
