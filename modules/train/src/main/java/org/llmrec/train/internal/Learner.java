package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.llmrec.core.Progress;
import org.llmrec.train.Epoch;
import org.llmrec.train.TrainOptions;

/**
 * Passes over the positives until validation says stop. Everything that a step makes in native
 * memory goes when the step ends, so memory is flat. Confined to one thread.
 */
final class Learner {
  /** More users than this tell the epochs apart no better, and cost as much as training. */
  private static final int VALIDATION_USERS = 5_000;

  private static final int ITEM_BLOCK = 8_192;

  private final Torch torch;
  private final TrainOptions options;
  private final Positives positives;
  private final TextInput texts;
  private final Optional<LazyUsers> lazy;
  private final Network network;
  private final Adam adam;
  private final ResumableRandom random;
  private final BatchSampler sampler;
  private final Divergence divergence;
  private final int[] judges;
  private final StoppingRule rule;
  private final List<Epoch> epochs;
  private Optional<Kept> kept;

  /** Hears of every epoch that has ended. */
  @FunctionalInterface
  interface Saving {
    /** Does nothing. */
    Saving NONE = (learner, last) -> {};

    /**
     * An epoch has ended.
     *
     * @param last whether none follows
     */
    void ended(Learner learner, boolean last) throws IOException;
  }

  /** Goes on from a state, which is copied, after what the engine drew up to there. */
  Learner(
      Torch torch, TextInput texts, Positives positives, TrainOptions options, LearnerState from) {
    this.torch = torch;
    this.options = options;
    this.positives = positives;
    this.texts = texts;
    this.lazy = lazy(positives, options, from);
    this.network = new Network(torch.manager(), texts, from.weights(), lazy, options);
    network.replay(torch.manager(), from.dropouts());
    this.adam =
        new Adam(
            network.parameters(),
            parameter -> decay(parameter, options),
            lazy.isPresent() ? from.moments().without(Network.USERS) : from.moments());
    this.divergence = new Divergence(options.learningRate());
    this.random = new ResumableRandom(from.random());
    this.sampler = new BatchSampler(positives.train(), texts.items(), options, random);
    sampler.restore(from.order());
    this.judges = judges(positives);
    this.rule = StoppingRule.of(options, judges.length > 0);
    this.epochs = new ArrayList<>(from.epochs());
    this.kept = from.kept();
  }

  private static Optional<LazyUsers> lazy(
      Positives positives, TrainOptions options, LearnerState from) {
    if (!LazyUsers.isWorth(positives.users().size(), options.batch())) {
      return Optional.empty();
    }
    boolean begins = from.moments().steps() == 0;
    return Optional.of(
        new LazyUsers(
            from.weights().users(),
            options.dims(),
            options.userL2(),
            begins ? null : from.moments().first().get(Network.USERS),
            begins ? null : from.moments().second().get(Network.USERS)));
  }

  /** The users by whom epochs are judged. */
  static int[] judges(Positives positives) {
    return Measure.spread(Positives.filled(positives.validation()), VALIDATION_USERS);
  }

  Learnt learn(Saving saving, Progress progress) throws IOException {
    double before = epochs.isEmpty() ? 0 : epochs.getLast().seconds();
    long began = System.nanoTime();
    try (Progress.Task task = progress.start("train", rule.most(), "epochs")) {
      task.advance(epochs.size());
      while (rule.goesOn(epochs)) {
        Epoch epoch = epoch(before, began);
        epochs.add(epoch);
        task.advance(1);
        task.note(line(epoch));
        saving.ended(this, !rule.goesOn(epochs));
      }
    }
    // Without validation the last epoch is the one to keep.
    Kept best = judges.length > 0 ? kept.orElseThrow() : keep(epochs.size(), itemVectors());
    return new Learnt(best.weights(), best.items(), texts.centrings(), epochs, best.epoch());
  }

  /** How many have ended, before it and in it. */
  int epochs() {
    return epochs.size();
  }

  /** All that the next epoch depends on; a copy. */
  LearnerState state() {
    LearnerState state =
        new LearnerState(
            network.weights(),
            lazy.map(users -> adam.moments().with(Network.USERS, users.first(), users.second()))
                .orElseGet(adam::moments),
            random.state(),
            sampler.order(),
            network.dropouts(),
            epochs,
            kept);
    divergence.checkState(state, epochs.size());
    return state;
  }

  private Epoch epoch(double before, long began) {
    int number = epochs.size() + 1;
    double loss = pass(number);
    if (judges.length == 0) {
      return new Epoch(number, loss, Optional.empty(), seconds(before, began));
    }
    float[] items = itemVectors();
    double ndcg = validate(items);
    boolean best =
        epochs.isEmpty() || ndcg > epochs.get(rule.best(epochs) - 1).validationNdcg().orElseThrow();
    Epoch epoch = new Epoch(number, loss, Optional.of(ndcg), seconds(before, began));
    if (best) {
      kept = Optional.of(keep(number, items));
    }
    return epoch;
  }

  private static double seconds(double before, long began) {
    return before + (System.nanoTime() - began) / 1e9;
  }

  private Kept keep(int epoch, float[] items) {
    Weights weights = network.weights();
    divergence.checkVectors(weights.users(), epoch);
    divergence.checkVectors(items, epoch);
    return new Kept(epoch, weights, items);
  }

  private double pass(int epoch) {
    double sum = 0;
    int seen = 0;
    sampler.shuffle();
    for (int s = 0; s < sampler.steps(); s++) {
      Batch batch = sampler.next();
      float loss;
      try (NDManager step = torch.manager().newSubManager();
          GradientCollector collector = torch.collector()) {
        loss = network.learn(step, batch, collector);
        lazy.ifPresent(LazyUsers::takeGradient);
      }
      divergence.checkLoss(loss, epoch);
      double corrected = adam.step(options.learningRate());
      lazy.ifPresent(users -> users.step(corrected));
      sum += (double) loss * batch.positiveUsers().length;
      seen += batch.positiveUsers().length;
    }
    return sum / seen;
  }

  private double decay(NDArray parameter, TrainOptions how) {
    if (network.isUsers(parameter)) {
      return how.userL2();
    }
    return network.isMatrix(parameter) ? how.l2() : 0;
  }

  private double validate(float[] vectors) {
    try (NDManager step = torch.manager().newSubManager()) {
      NDArray items = step.create(vectors, new Shape(texts.items(), options.dims())).transpose();
      items.attach(step);
      int[][] lists =
          Measure.lists(
              judges, texts.items(), users -> scores(step, users, items), positives.train());
      return Measure.mean(Measure.ndcg(Measure.of(judges, lists, positives.validation())));
    }
  }

  private float[] scores(NDManager manager, int[] users, NDArray items) {
    try (NDManager step = manager.newSubManager()) {
      long[] numbers = Arrays.stream(users).asLongStream().toArray();
      NDArray rows = network.users(step, numbers);
      return rows.matMul(items).toFloatArray();
    }
  }

  /** The item tower over the catalogue, {@code [N, dims]}. */
  private float[] itemVectors() {
    int n = texts.items();
    float[] vectors = new float[Math.multiplyExact(n, options.dims())];
    for (int start = 0; start < n; start += ITEM_BLOCK) {
      try (NDManager step = torch.manager().newSubManager()) {
        long[] ordinals = LongStream.range(start, Math.min(n, start + ITEM_BLOCK)).toArray();
        float[] block = network.items(step, step.create(ordinals), false).toFloatArray();
        System.arraycopy(block, 0, vectors, start * options.dims(), block.length);
      }
    }
    return vectors;
  }

  private static String line(Epoch epoch) {
    String validation =
        epoch
            .validationNdcg()
            .map(ndcg -> String.format(Locale.ROOT, ", validation nDCG@10 %.4f", ndcg))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "epoch %d: loss %.4f%s, %.1f s",
        epoch.number(),
        epoch.loss(),
        validation,
        epoch.seconds());
  }
}
