package org.llmrec.train.factor;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.internal.Refits;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * {@code alpha-rec}; see {@link AlphaRecFit} for what it learns and {@link AlphaRecModel} for whom
 * it serves.
 */
final class AlphaRec implements Method {
  static final String NAME = "alpha-rec";

  private final AlphaRecSettings how;
  private final Map<String, Object> settings;

  AlphaRec(Settings settings) {
    this.how = AlphaRecSettings.read(settings);
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
    AlphaRecFit.Learnt learnt =
        AlphaRecFit.learn(data, texts, how, context.seed(), context.threads(), context.progress());
    return new AlphaRecModel(learnt, texts, data.positives().popularity(), how.dims());
  }

  /** With the best epoch as the number of epochs. */
  @Override
  public Method refit(FittedMethod tuned) {
    return Refits.of(
        this, AlphaRec::new, Map.of("epochs", tuned.facts().get("best-epoch"), "stopping", "none"));
  }
}
