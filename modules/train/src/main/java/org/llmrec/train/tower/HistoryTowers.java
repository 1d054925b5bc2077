package org.llmrec.train.tower;

import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.internal.Refits;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/** {@code towers}; see {@link TowerNetwork} for what is learnt. */
final class HistoryTowers implements Method {
  static final String NAME = "towers";

  private final TowerSettings how;
  private final Map<String, Object> settings;

  HistoryTowers(Settings settings) {
    this.how = TowerSettings.read(settings);
    this.settings = settings.taken();
    if (!how.text() && !how.ids()) {
      throw new ConfigException(
          OptionCode.OPTION_CONFLICT,
          NAME + ": expected text or ids, found both false; an item has a vector of at least one");
    }
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public boolean usesText() {
    return how.text();
  }

  @Override
  public boolean usesSeed() {
    return true;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) {
    TrainRows.require(NAME, data);
    Blas.threads(context.threads());
    return TowerFit.learn(data, how, context);
  }

  /** With the best epoch as the number of epochs. */
  @Override
  public Method refit(FittedMethod tuned) {
    return Refits.of(
        this,
        HistoryTowers::new,
        Map.of("epochs", tuned.facts().get("best-epoch"), "stopping", "none"));
  }
}
