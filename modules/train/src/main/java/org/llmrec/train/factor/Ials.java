package org.llmrec.train.factor;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * {@code ials}; see {@link IalsFit} for what it learns and {@link IalsModel} for whom it serves.
 */
final class Ials implements Method {
  static final String NAME = "ials";

  private final IalsSettings how;
  private final Map<String, Object> settings;

  Ials(Settings settings) {
    this.how = IalsSettings.read(settings);
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
    try (Workers workers = new Workers(context.threads(), NAME)) {
      IalsFit.Learnt learnt =
          IalsFit.learn(data.positives(), how, context.seed(), workers, context.progress());
      return new IalsModel(NAME, how, learnt, IalsModel.narrow(learnt.items()));
    }
  }
}
