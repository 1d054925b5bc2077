package org.llmrec.train.factor;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.internal.Refits;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/** {@code bpr}; see {@link BprFit} for what it learns and {@link BprModel} for whom it serves. */
final class Bpr implements Method {
  static final String NAME = "bpr";

  private final BprSettings how;
  private final Map<String, Object> settings;

  Bpr(Settings settings) {
    this.how = BprSettings.read(settings);
    this.settings = settings.taken();
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public boolean usesText() {
    return false;
  }

  @Override
  public boolean usesSeed() {
    return true;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) {
    TrainRows.require(NAME, data);
    Blas.threads(context.threads());
    BprFit.Learnt learnt = BprFit.learn(data, how, context.seed(), context.progress());
    return new BprModel(how, learnt, data.positives().itemsByUser(), context.seed());
  }

  /** With the best epoch as the number of epochs. */
  @Override
  public Method refit(FittedMethod tuned) {
    return Refits.of(
        this, Bpr::new, Map.of("epochs", tuned.facts().get("best-epoch"), "stopping", "none"));
  }
}
