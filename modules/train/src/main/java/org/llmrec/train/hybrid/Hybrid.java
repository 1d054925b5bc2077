package org.llmrec.train.hybrid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.rank.list.ListCalibration;
import org.llmrec.rank.list.Signals;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.internal.Torch;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.list.LeafLearning;
import org.llmrec.train.list.ListLearner;
import org.llmrec.train.list.ListLearner.Learnt;
import org.llmrec.train.list.ListLearning;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;
import org.llmrec.train.tree.TreeTrainer;

/**
 * {@code hybrid}: several methods, and a small network over their scores. A part of the rows is
 * laid aside ({@link LaidAside}); the methods are fitted on the others, and the network learns to
 * rank what was laid aside ({@link ListLearner}). Then the methods are fitted again on all rows,
 * and the network ranks by their scores (stacking: Wolpert 1992, with one fold). People whom
 * training never saw have a network of their own, learnt from users who are taken out whole ({@link
 * TakenOut}), and so have items that nobody met, learnt on items that lost all their rows.
 *
 * <p>What the methods' settings do not suit, the network weighs less: they need no tuning of their
 * own. Validation rows are not looked at.
 */
final class Hybrid implements Method {
  static final String NAME = "hybrid";

  /** Of so many lists no time is told, where the value of an untold time is learnt. */
  private static final double UNTOLD = 0.1;

  private final HybridSettings how;
  private final Map<String, Object> settings;

  Hybrid(Settings settings) {
    this.how = HybridSettings.read(settings);
    this.settings = settings.taken();
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
  public FittedMethod fit(TrainingData data, FitContext context) throws IOException {
    return learn(data, context, false)
        .orElseThrow(
            () ->
                new ConfigException(
                    DataCode.DATA_TOO_FEW,
                    NAME
                        + ": expected users with two positives or more, to learn from one what the"
                        + " others say of it, found none"));
  }

  /**
   * The same; empty where there is nothing to learn from.
   *
   * @param calibrated whether to fit what scores are worth as probabilities, which changes no score
   */
  Optional<HybridModel> learn(TrainingData data, FitContext context, boolean calibrated)
      throws IOException {
    SignalsFit fit = methods(data, context);
    // First, so that one set of fitted methods at a time is in memory.
    List<Learnt> strangers = strangers(data, fit, context);
    Networks met = learn(how.held(), 0, data, fit, context, calibrated);
    if (met.learnt().isEmpty()) {
      return Optional.empty();
    }
    List<Learnt> unmet =
        how.unmet() == 0 ? List.of() : learn(0, how.unmet(), data, fit, context, false).learnt();
    return Optional.of(
        new HybridModel(
            fit.on(data),
            met.learnt(),
            strangers,
            unmet.isEmpty() ? met.learnt() : unmet,
            met.calibration(),
            how.depth()));
  }

  /** What the methods say when they are fitted on all rows, which the networks are told. */
  Signals signals(TrainingData data, FitContext context) throws IOException {
    return methods(data, context).on(data);
  }

  private SignalsFit methods(TrainingData data, FitContext context) throws IOException {
    Optional<TextMatrix> texts =
        how.text()
            ? Optional.of(TextMatrix.of(context.textsFor(NAME, data), data.items()))
            : Optional.empty();
    return new SignalsFit(how, texts, context);
  }

  private record Networks(List<Learnt> learnt, Optional<ListCalibration> calibration) {
    static final Networks NONE = new Networks(List.of(), Optional.empty());
  }

  /** Networks for one kind of items; none where there is nothing to learn from. */
  private Networks learn(
      double held,
      double unmetShare,
      TrainingData data,
      SignalsFit fit,
      FitContext context,
      boolean calibrated)
      throws IOException {
    LaidAside aside = LaidAside.of(data, held, unmetShare, context.seed());
    if (aside.kept().positives().size() == 0) {
      return Networks.NONE;
    }
    Signals signals = fit.on(aside.kept());
    List<UserLists> users;
    try (Workers workers = new Workers(context.threads(), NAME)) {
      users =
          new Lists(
                  signals,
                  aside,
                  how.shortened(),
                  how.missing() ? UNTOLD : 0,
                  how.depth(),
                  unmetShare > 0,
                  calibrated)
              .make(context.seed(), workers);
    }
    Teaching teaching = Teaching.of(users);
    if (teaching.lists().isEmpty()) {
      return Networks.NONE;
    }
    ListLearning learning = unmetShare > 0 ? how.unmetLearning() : how.learning();
    Optional<LeafLearning> trees = unmetShare > 0 ? Optional.empty() : how.trees();
    Function<Teaching, ListLearner> learners = learners(signals, learning, trees, context);
    try (Torch torch = Torch.open(context.seed(), context.threads())) {
      List<Learnt> learnt =
          networks(torch, learners.apply(teaching), signals, learning, context.seed());
      Optional<ListCalibration> calibration =
          calibrated
              ? new CalibrationFit(users)
                  .fit(torch, signals.parts().size(), learners, how.depth(), held, context.seed())
              : Optional.empty();
      return new Networks(learnt, calibration);
    }
  }

  private Function<Teaching, ListLearner> learners(
      Signals signals, ListLearning learning, Optional<LeafLearning> trees, FitContext context) {
    TreeTrainer.Run run = TreeTrainer.Run.of(context.seed(), context.threads());
    return part ->
        new ListLearner(
            part.lists(),
            signals.size(),
            learning,
            how.missing(),
            part.trees(trees, signals.size(), run));
  }

  private static List<Learnt> networks(
      Torch torch, ListLearner learner, Signals signals, ListLearning learning, long seed) {
    List<Learnt> learnt = new ArrayList<>();
    for (int n = 0; n < learning.networks(); n++) {
      learnt.add(learner.learn(torch, signals.parts().size(), seed + n));
    }
    return learnt;
  }

  /**
   * Networks for people whom the methods never saw, learnt from users who are taken out of training
   * whole; none where there is nobody else.
   */
  private List<Learnt> strangers(TrainingData data, SignalsFit fit, FitContext context)
      throws IOException {
    TakenOut out = TakenOut.of(data, how.newUsers(), context.seed());
    if (out.isEmpty() || out.others().positives().size() == 0) {
      return List.of();
    }
    Signals signals = fit.on(out.others());
    List<UserLists> users;
    try (Workers workers = new Workers(context.threads(), NAME)) {
      users = out.lists(signals, how.depth(), workers);
    }
    Teaching teaching = Teaching.of(users);
    if (teaching.lists().isEmpty()) {
      return List.of();
    }
    try (Torch torch = Torch.open(context.seed(), context.threads())) {
      ListLearner learner = learners(signals, how.learning(), how.trees(), context).apply(teaching);
      return networks(torch, learner, signals, how.learning(), context.seed());
    }
  }
}
