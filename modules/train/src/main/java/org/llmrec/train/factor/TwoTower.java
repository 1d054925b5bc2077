package org.llmrec.train.factor;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.internal.Refits;
import org.llmrec.train.internal.TrainSettings;
import org.llmrec.train.internal.TrainedTowers;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;
import org.llmrec.train.method.TextVectors;

/**
 * {@code two-tower}: the ranker that {@link org.llmrec.train.TwoTowerTrainer} makes, without the
 * bundle. The test part that the trainer would measure is empty here: no held-out row comes near
 * it. The sums of a step depend on how many threads compute it, so equal scores need equal threads.
 */
final class TwoTower implements Method {
  static final String NAME = "two-tower";

  private final TrainSettings how;
  private final Map<String, Object> settings;

  TwoTower(Settings settings) {
    this.how = TrainSettings.read(settings, TrainOptions.defaults()).withPrecision(settings);
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
    TextVectors texts = context.textsFor(NAME, data);
    TrainOptions options =
        how.options().toBuilder().seed(context.seed()).threads(context.threads()).build();
    TrainedTowers towers = TrainedTowers.learn(rows(data, texts), options, context.progress());
    return new TwoTowerModel(towers, data);
  }

  private TrainData rows(TrainingData data, TextVectors texts) {
    InteractionTable none = data.positives().filter(row -> false);
    InteractionTable stopping = how.stops() ? data.stopping().orElse(none) : none;
    return new TrainData(
        data.items().asList(),
        texts.fields(),
        new Split(data.positives(), stopping, none),
        texts.arm(),
        "",
        data.hash());
  }

  /** With the best epoch as the number of epochs. */
  @Override
  public Method refit(FittedMethod tuned) {
    return Refits.of(
        this,
        TwoTower::new,
        Map.of("epochs-without-validation", tuned.facts().get("best-epoch"), "stopping", "none"));
  }
}
