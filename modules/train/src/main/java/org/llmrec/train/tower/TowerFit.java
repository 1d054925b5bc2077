package org.llmrec.train.tower;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.list.HistoryTower;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.internal.Adam;
import org.llmrec.train.internal.BestPass;
import org.llmrec.train.internal.Divergence;
import org.llmrec.train.internal.StoppingPart;
import org.llmrec.train.internal.Torch;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.TextVectors;

/** Passes over the users until validation says stop. Confined to one thread. */
final class TowerFit {
  private static final int ITEM_BLOCK = 8_192;

  private final TowerSettings how;
  private final int[][] histories;
  private final int[] met;
  private final SplittableRandom random;
  private final Divergence divergence;
  private final StoppingPart stopping;

  private TowerFit(TrainingData data, TowerSettings how, long seed) {
    InteractionTable rows = data.positives();
    this.how = how;
    this.met = rows.popularity();
    this.histories =
        Arrays.stream(rows.rowsByUserInTime())
            .map(own -> Arrays.stream(own).map(rows::item).toArray())
            .toArray(int[][]::new);
    this.random = new SplittableRandom(seed);
    this.divergence = new Divergence(HistoryTowers.NAME + ".learning-rate", how.learningRate());
    this.stopping = StoppingPart.of(data);
  }

  static TowerModel learn(TrainingData data, TowerSettings how, FitContext context) {
    WhitenedTexts texts = texts(data, how, context);
    TowerFit fit = new TowerFit(data, how, context.seed());
    try (Torch torch = Torch.open(context.seed(), context.threads())) {
      return fit.learn(torch, texts, context.progress());
    }
  }

  private static WhitenedTexts texts(TrainingData data, TowerSettings how, FitContext context) {
    int items = data.items().size();
    if (!how.text()) {
      return new WhitenedTexts(items, 1, 1, new float[items]);
    }
    TextVectors given = context.textsFor(HistoryTowers.NAME, data);
    TextMatrix matrix = TextMatrix.of(given, data.items());
    return WhitenedTexts.of(matrix, given.fieldDims(), how.textDims(), how.shrink());
  }

  private TowerModel learn(Torch torch, WhitenedTexts texts, Progress progress) {
    TowerNetwork network = new TowerNetwork(torch.manager(), texts, idGates(), how, random.split());
    Adam adam = new Adam(network.parameters(), network::decay);
    TowerSampler sampler = new TowerSampler(histories, met, how, random.split());
    if (sampler.users() == 0) {
      throw new ConfigException(
          DataCode.DATA_TOO_FEW,
          HistoryTowers.NAME
              + ": expected users with two positives or more, to ask for one by what the others"
              + " say, found none");
    }
    boolean looks = how.stops() && !stopping.isEmpty();
    List<CurvePoint> curve = new ArrayList<>();
    BestPass best = new BestPass(how.epochs(), how.patience());
    HistoryTower kept = null;
    try (Progress.Task task = progress.start(HistoryTowers.NAME, how.epochs(), "epochs")) {
      for (int epoch = 1; epoch <= how.epochs() && !best.over(); epoch++) {
        double loss = pass(torch, network, adam, sampler, epoch);
        double ndcg = Double.NaN;
        if (looks && (epoch % how.checkEvery() == 0 || epoch == how.epochs())) {
          HistoryTower now = tower(torch, network);
          ndcg = stopping.ndcg(asked -> scores(asked, now));
          task.note(
              String.format(
                  Locale.ROOT, "epoch %d: loss %.4f, validation nDCG@10 %.4f", epoch, loss, ndcg));
          kept = best.isBest(epoch, ndcg) ? now : kept;
        }
        curve.add(new CurvePoint(epoch, loss, ndcg));
        task.advance(1);
      }
    }
    return new TowerModel(kept == null ? tower(torch, network) : kept, best.number(), curve);
  }

  private HistoryTower tower(Torch torch, TowerNetwork network) {
    return new HistoryTower(network.learntOfUsers(), items(torch, network), met, how.length());
  }

  private float[] idGates() {
    float[] gates = new float[met.length];
    for (int item = 0; item < gates.length; item++) {
      gates[item] = (float) (met[item] / (met[item] + how.kappa()));
    }
    return gates;
  }

  private double pass(
      Torch torch, TowerNetwork network, Adam adam, TowerSampler sampler, int epoch) {
    sampler.shuffle();
    double sum = 0;
    int steps = 0;
    for (int from = 0; from < sampler.users(); from += how.batch()) {
      TowerBatch batch = sampler.next(from);
      try (NDManager step = torch.manager().newSubManager();
          GradientCollector collector = torch.collector()) {
        NDArray loss = network.loss(step, batch);
        collector.backward(loss);
        float value = loss.getFloat();
        divergence.checkLoss(value, epoch);
        sum += value;
        steps++;
      }
      adam.step(how.learningRate());
    }
    return sum / steps;
  }

  /** The vectors of all items, {@code [items, dims]}. */
  private float[] items(Torch torch, TowerNetwork network) {
    int n = met.length;
    float[] vectors = new float[Math.multiplyExact(n, how.dims())];
    for (int start = 0; start < n; start += ITEM_BLOCK) {
      int end = Math.min(n, start + ITEM_BLOCK);
      try (NDManager step = torch.manager().newSubManager()) {
        NDArray numbers = step.create(LongStream.range(start, end).toArray());
        NDArray all = step.ones(new Shape((long) end - start, 1));
        float[] block = network.items(step, numbers, all, false).toFloatArray();
        System.arraycopy(block, 0, vectors, start * how.dims(), block.length);
      }
    }
    return vectors;
  }

  private float[] scores(int[] asked, HistoryTower tower) {
    int d = how.dims();
    float[] rows = new float[asked.length * d];
    for (int u = 0; u < asked.length; u++) {
      System.arraycopy(tower.user(histories[asked[u]]), 0, rows, u * d, d);
    }
    float[] scores = new float[asked.length * met.length];
    Blas.gemm(false, true, asked.length, met.length, d, 1, rows, tower.items(), 0, scores);
    return scores;
  }
}
