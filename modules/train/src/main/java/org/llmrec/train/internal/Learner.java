package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.llmrec.core.Progress;
import org.llmrec.train.Epoch;
import org.llmrec.train.TrainData;
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
  private final Network network;
  private final Adam adam;
  private final BatchSampler sampler;
  private final Divergence divergence;

  Learner(Torch torch, TrainData data, Positives positives, TrainOptions options) {
    this.torch = torch;
    this.options = options;
    this.positives = positives;
    this.texts = TextInput.load(torch.manager(), data.items(), data.fields());
    this.network = new Network(torch.manager(), texts, positives.users().size(), options);
    this.adam = new Adam(network.parameters(), parameter -> decay(parameter, options));
    this.divergence = new Divergence(options.learningRate());
    SplittableRandom random = new SplittableRandom(~options.seed());
    this.sampler = new BatchSampler(positives.train(), data.items().size(), options, random);
  }

  Learnt learn(Progress progress) {
    int[] judges = Measure.spread(Positives.filled(positives.validation()), VALIDATION_USERS);
    int most = judges.length > 0 ? options.maxEpochs() : options.epochsWithoutValidation();
    List<Epoch> epochs = new ArrayList<>();
    Weights kept = null;
    float[] keptItems = null;
    Epoch best = null;
    long began = System.nanoTime();
    try (Progress.Task task = progress.start("train", most, "epochs")) {
      while (epochs.size() < most
          && (best == null || epochs.size() - best.number() < options.patience())) {
        double loss = pass(epochs.size() + 1);
        boolean judged = judges.length > 0;
        float[] items = judged || epochs.size() + 1 == most ? itemVectors() : null;
        Optional<Double> ndcg = judged ? Optional.of(validate(judges, items)) : Optional.empty();
        Epoch epoch = new Epoch(epochs.size() + 1, loss, ndcg, (System.nanoTime() - began) / 1e9);
        epochs.add(epoch);
        // Without validation the last epoch is the one to keep.
        if (judged ? best == null || better(epoch, best) : epoch.number() == most) {
          best = epoch;
          kept = network.weights();
          keptItems = items;
          divergence.checkVectors(kept.users(), epoch.number());
          divergence.checkVectors(keptItems, epoch.number());
        }
        task.advance(1);
        task.note(line(epoch));
      }
    }
    return new Learnt(kept, keptItems, texts.centrings(), epochs, best.number());
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
        NDArray scalar = network.loss(step, batch);
        collector.backward(scalar);
        loss = scalar.getFloat();
      }
      divergence.checkLoss(loss, epoch);
      adam.step(options.learningRate());
      sum += (double) loss * batch.positiveUsers().length;
      seen += batch.positiveUsers().length;
    }
    return sum / seen;
  }

  private double decay(NDArray parameter, TrainOptions how) {
    if (parameter == network.users()) {
      return how.userL2();
    }
    return network.isMatrix(parameter) ? how.l2() : 0;
  }

  private static boolean better(Epoch epoch, Epoch best) {
    return epoch.validationNdcg().orElseThrow() > best.validationNdcg().orElseThrow();
  }

  private double validate(int[] judges, float[] vectors) {
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
      NDArray rows = Gather.rows(step, step.create(numbers), network.users());
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
