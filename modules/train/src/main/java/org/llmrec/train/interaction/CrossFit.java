package org.llmrec.train.interaction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.internal.Adam;
import org.llmrec.train.internal.Batch;
import org.llmrec.train.internal.BatchSampler;
import org.llmrec.train.internal.BestPass;
import org.llmrec.train.internal.Divergence;
import org.llmrec.train.internal.StoppingPart;
import org.llmrec.train.internal.TextInput;
import org.llmrec.train.internal.Torch;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.TextVectors;

/**
 * Teaches a cross network, epoch by epoch until validation says stop, with the batches and the loss
 * of the two towers. Confined to one thread.
 */
final class CrossFit {
  private static final int BLOCK = 8_192;

  private final String method;
  private final CrossSettings how;
  private final TrainOptions options;
  private final Torch torch;
  private final int[][] byUser;
  private final int users;
  private final TextInput texts;
  private final HistoryTexts histories;
  private final Sides sides;
  private final CrossNetwork network;
  private final Adam adam;
  private final BatchSampler sampler;
  private final SplittableRandom random;
  private final Divergence divergence;

  private CrossFit(
      String method,
      TrainingData data,
      TextVectors vectors,
      CrossSettings how,
      TrainOptions options,
      Torch torch) {
    this.method = method;
    this.how = how;
    this.options = options;
    this.torch = torch;
    this.byUser = data.positives().itemsByUser();
    this.users = byUser.length;
    this.texts = TextInput.load(torch.manager(), data.items().asList(), vectors.fields());
    this.histories = HistoryTexts.of(texts);
    this.random = new SplittableRandom(options.seed());
    NDManager manager = torch.manager();
    this.sides = Sides.of(manager, texts, histories.ofUsers(data.positives()), how, random.split());
    this.network = new CrossNetwork(manager, sides, how, random.split());
    this.adam = new Adam(network.parameters(), of -> network.decay(of, options));
    this.sampler = new BatchSampler(byUser, texts.items(), options, random.split());
    this.divergence = new Divergence(method + ".learning-rate", options.learningRate());
  }

  /**
   * Learns.
   *
   * @param method its name, for messages
   * @throws ConfigException if there is no positive, or no item has a text
   */
  static CrossModel learn(String method, TrainingData data, FitContext context, CrossSettings how) {
    TrainRows.require(method, data);
    TextVectors vectors = context.textsFor(method, data);
    requireTexts(method, data, vectors);
    TrainOptions options =
        how.options().toBuilder().seed(context.seed()).threads(context.threads()).build();
    StoppingPart stopping = StoppingPart.of(data);
    boolean stops = how.train().stops() && !stopping.isEmpty();
    try (Torch torch = Torch.open(options.seed(), options.threads(), options.device())) {
      return new CrossFit(method, data, vectors, how, options, torch)
          .learn(stops ? stopping : null, context.progress());
    }
  }

  /** The settings that a fit found out. */
  static Map<String, Object> fixed(FittedMethod tuned) {
    return Map.of("epochs-without-validation", tuned.facts().get("best-epoch"), "stopping", "none");
  }

  private static void requireTexts(String method, TrainingData data, TextVectors vectors) {
    boolean any =
        data.items().asList().stream()
            .anyMatch(
                item -> vectors.fields().values().stream().anyMatch(file -> file.row(item) >= 0));
    if (!any) {
      throw new ConfigException(
          TrainingCode.TEXTS_MISSING,
          method
              + ": expected text vectors of '"
              + vectors.arm()
              + "' for the "
              + data.items().size()
              + " items, found none; do their ids agree?");
    }
  }

  private CrossModel learn(StoppingPart stopping, Progress progress) {
    int most = stopping == null ? options.epochsWithoutValidation() : options.maxEpochs();
    BestPass best = new BestPass(most, options.patience());
    List<CurvePoint> curve = new ArrayList<>();
    CrossModel.Learnt kept = null;
    long began = System.nanoTime();
    try (Progress.Task task = progress.start(method, most, "epochs")) {
      for (int epoch = 1; epoch <= most && !best.over(); epoch++) {
        double loss = pass(epoch);
        double ndcg = Double.NaN;
        if (stopping != null || epoch == most) {
          CrossModel.Learnt now = learnt(epoch);
          if (stopping != null) {
            CrossScorer scorer = scorer(now);
            ndcg = stopping.ndcg(asked -> scores(now, scorer, asked));
          }
          if (stopping == null || best.isBest(epoch, ndcg)) {
            kept = now;
          }
        }
        curve.add(new CurvePoint(epoch, loss, ndcg));
        task.advance(1);
        task.note(
            String.format(
                Locale.ROOT, "epoch %d: loss %.4f, validation nDCG@10 %.4f", epoch, loss, ndcg));
      }
    }
    return model(kept, curve, best.number(), (System.nanoTime() - began) / 1e9);
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
        NDArray scalar = network.loss(step, PairBatch.of(batch, how.pairs(), random));
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

  private CrossModel.Learnt learnt(int epoch) {
    CrossModel.Learnt now =
        new CrossModel.Learnt(
            network.weights(),
            rows(users, sides.userWidth(), sides::users),
            rows(texts.items(), sides.itemWidth(), sides::items),
            sides.userExperts());
    divergence.checkVectors(now.users(), epoch);
    divergence.checkVectors(now.items(), epoch);
    return now;
  }

  private interface Vectors {
    NDArray of(NDManager step, long[] numbers);
  }

  private float[] rows(int count, int width, Vectors vectors) {
    float[] rows = new float[Math.multiplyExact(count, width)];
    for (int start = 0; start < count; start += BLOCK) {
      try (NDManager step = torch.manager().newSubManager()) {
        long[] numbers = LongStream.range(start, Math.min(count, start + BLOCK)).toArray();
        float[] block = vectors.of(step, numbers).toFloatArray();
        System.arraycopy(block, 0, rows, start * width, block.length);
      }
    }
    return rows;
  }

  private CrossScorer scorer(CrossModel.Learnt learnt) {
    return new CrossScorer(learnt.weights(), learnt.items(), texts.items());
  }

  private float[] scores(CrossModel.Learnt learnt, CrossScorer scorer, int[] asked) {
    int n = texts.items();
    float[] scores = new float[Math.multiplyExact(asked.length, n)];
    IntStream.range(0, asked.length)
        .parallel()
        .forEach(u -> scorer.score(learnt.user(asked[u]), scores, u * n));
    return scores;
  }

  private CrossModel model(
      CrossModel.Learnt kept, List<CurvePoint> curve, int best, double seconds) {
    CrossScorer scorer = scorer(kept);
    int positives = IntStream.range(0, users).map(u -> byUser[u].length).sum();
    UserDescent descent =
        new UserDescent(scorer, averageId(kept), texts.items(), positives, options);
    Optional<HistoryTexts> said = kept.experts().map(experts -> histories);
    return new CrossModel(method, kept, scorer, descent, said, byUser, curve, best, seconds);
  }

  /** Of the users that training saw. */
  private float[] averageId(CrossModel.Learnt kept) {
    float[] sum = new float[options.dims()];
    int[] seen = IntStream.range(0, users).filter(u -> byUser[u].length > 0).toArray();
    for (int user : seen) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += kept.users()[user * kept.weights().userWidth() + d] / seen.length;
      }
    }
    return sum;
  }
}
