package org.llmrec.train.factor;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.rank.list.Factors;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.Settings;

/**
 * iALS learnt once for two rankings: {@code ials}, and {@code ridge-ials} that ranks every item by
 * what its texts predict.
 *
 * @param factors what users are solved with
 * @param predicted where the texts put every item, {@code [N, d]}; empty without texts
 */
@SuppressWarnings("ArrayRecordComponent") // one per fit
public record PlacedFactors(Factors factors, Optional<float[]> predicted) {
  /**
   * Learns.
   *
   * @param method whose part this is, for messages
   * @param settings of {@code ials}
   * @param ridge of the regression
   */
  public static PlacedFactors learn(
      String method,
      TrainingData data,
      Optional<TextMatrix> texts,
      Map<String, Object> settings,
      double ridge,
      FitContext context) {
    TrainRows.require(method, data);
    IalsSettings how = IalsSettings.read(Settings.of(Ials.NAME, settings));
    Blas.threads(context.threads());
    IalsFit.Learnt learnt;
    try (Workers workers = new Workers(context.threads(), method)) {
      learnt = IalsFit.learn(data.positives(), how, context.seed(), workers, context.progress());
    }
    double[] weights = RidgeIals.equal(data.positives().popularity());
    return new PlacedFactors(
        new Factors(
            IalsModel.narrow(learnt.items()),
            // Rounding may leave an eigenvalue of nothing below 0.
            IalsModel.narrow(Arrays.stream(learnt.spectrum()).map(v -> Math.max(0, v)).toArray()),
            IalsModel.narrow(learnt.averageUser()),
            how.lambda(),
            how.alpha(),
            how.nu()),
        texts.map(
            matrix ->
                RidgeMap.predict(
                    matrix.values(), matrix.width(), learnt.items(), how.dims(), weights, ridge)));
  }
}
