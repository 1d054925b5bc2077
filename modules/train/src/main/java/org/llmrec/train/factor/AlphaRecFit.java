package org.llmrec.train.factor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.llmrec.core.Progress;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.factor.Propagation.Sides;
import org.llmrec.train.internal.Adam;
import org.llmrec.train.internal.BestPass;
import org.llmrec.train.internal.Divergence;
import org.llmrec.train.internal.Gather;
import org.llmrec.train.internal.StoppingPart;
import org.llmrec.train.internal.Torch;
import org.llmrec.train.method.CurvePoint;

/**
 * AlphaRec (Sheng, Zhang, Zhang, Chen, Wang and Chua, "Language representations can be what
 * recommenders need", ICLR 2025, section 4): frozen text vectors of items, their mean over the
 * history for users, both through one small network, passed along the graph, and judged by cosine:
 * for a positive of a batch
 *
 * <pre>loss = -ln( exp(cos(u, i) / τ) / (exp(cos(u, i) / τ) + sum over negatives j of the same) )
 * </pre>
 *
 * <p>No parameter belongs to a user or an item. Ours: the texts are centred (which the first
 * layer's bias can undo), the negatives are drawn once for a batch, without those that the user
 * likes, and validation is nDCG@10. The graph is passed along outside the engine, as that is linear
 * and its own gradient.
 */
final class AlphaRecFit {
  private static final float NEVER = -1e9f;

  private final AlphaRecSettings how;
  private final int[][] byUser;
  private final Pairs pairs;
  private final float[] userTexts;
  private final TextMatrix texts;
  private final Propagation propagation;
  private final SplittableRandom random;
  private final Divergence divergence;

  private AlphaRecFit(TrainingData data, TextMatrix texts, AlphaRecSettings how, long seed) {
    this.how = how;
    this.texts = texts;
    this.byUser = data.positives().itemsByUser();
    this.pairs = new Pairs(data.positives());
    SparseMatrix met = SparseMatrix.of(data.positives());
    this.propagation = new Propagation(met, how.layers());
    this.userTexts = met.averaging().times(texts.values(), texts.width());
    this.random = new SplittableRandom(seed);
    this.divergence = new Divergence(AlphaRec.NAME + ".learning-rate", how.learningRate());
  }

  /**
   * What was learnt.
   *
   * @param items vectors of length 1, {@code [items, dims]}
   * @param passed what items pass on to users, {@code [items, dims]}
   */
  @SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
  record Learnt(
      AlphaRecWeights weights,
      Propagation propagation,
      float[] items,
      float[] passed,
      int best,
      List<CurvePoint> curve) {}

  static Learnt learn(
      TrainingData data,
      TextMatrix texts,
      AlphaRecSettings how,
      long seed,
      int threads,
      Progress progress) {
    AlphaRecFit fit = new AlphaRecFit(data, texts, how, seed);
    StoppingPart stopping = StoppingPart.of(data);
    try (Torch torch = Torch.open(seed, threads)) {
      return fit.learn(torch, how.stops() && !stopping.isEmpty() ? stopping : null, progress);
    }
  }

  private Learnt learn(Torch torch, StoppingPart stopping, Progress progress) {
    NDManager manager = torch.manager();
    int width = texts.width();
    AlphaRecNetwork network =
        new AlphaRecNetwork(manager, width, how.hiddenFor(width), how.dims(), random.split());
    Adam adam = new Adam(network.parameters(), parameter -> 0);
    NDArray users = manager.create(userTexts, new Shape(byUser.length, width));
    NDArray items = manager.create(texts.values(), new Shape(texts.rows(), width));
    List<CurvePoint> curve = new ArrayList<>();
    AlphaRecWeights kept = null;
    Sides keptStart = null;
    BestPass best = new BestPass(how.epochs(), how.patience());
    try (Progress.Task task = progress.start("alpha-rec", how.epochs(), "epochs")) {
      for (int epoch = 1; epoch <= how.epochs() && !best.over(); epoch++) {
        double loss = pass(torch, network, adam, users, items, epoch);
        double ndcg = Double.NaN;
        boolean last = epoch == how.epochs();
        if (stopping != null && (epoch % how.checkEvery() == 0 || last)) {
          Sides start = start(torch, network, users, items);
          Sides ends = units(propagation.apply(start, how.dims()));
          ndcg = stopping.ndcg(asked -> scores(asked, ends));
          task.note(
              String.format(
                  Locale.ROOT, "epoch %d: loss %.4f, validation nDCG@10 %.4f", epoch, loss, ndcg));
          if (best.isBest(epoch, ndcg)) {
            kept = network.weights();
            keptStart = start;
          }
        }
        curve.add(new CurvePoint(epoch, loss, ndcg));
        task.advance(1);
      }
    }
    if (kept == null) {
      kept = network.weights();
      keptStart = start(torch, network, users, items);
    }
    return new Learnt(
        kept,
        propagation,
        units(propagation.apply(keptStart, how.dims())).items(),
        propagation.passedToUsers(keptStart, how.dims()),
        best.number(),
        curve);
  }

  private Sides start(Torch torch, AlphaRecNetwork network, NDArray users, NDArray items) {
    try (NDManager step = torch.manager().newSubManager()) {
      return sides(network.apply(within(step, users)), network.apply(within(step, items)));
    }
  }

  /** The same array, so that what is made of it goes with the step. */
  private static NDArray within(NDManager step, NDArray array) {
    NDArray view = array.reshape(array.getShape());
    view.attach(step);
    return view;
  }

  private double pass(
      Torch torch, AlphaRecNetwork network, Adam adam, NDArray users, NDArray items, int epoch) {
    pairs.shuffle(random);
    double loss = 0;
    for (int from = 0; from < pairs.size(); from += how.batch()) {
      int to = Math.min(pairs.size(), from + how.batch());
      float own = step(torch, network, users, items, from, to);
      divergence.checkLoss(own, epoch);
      adam.step(how.learningRate());
      loss += (to - from) * own;
    }
    return loss / pairs.size();
  }

  /** The mean loss of a batch; its gradient is left with the network's parameters. */
  private float step(
      Torch torch, AlphaRecNetwork network, NDArray users, NDArray items, int from, int to) {
    try (NDManager step = torch.manager().newSubManager();
        GradientCollector collector = torch.collector()) {
      NDArray startUsers = network.apply(within(step, users));
      NDArray startItems = network.apply(within(step, items));
      Sides ends = propagation.apply(sides(startUsers, startItems), how.dims());
      NDArray endUsers = step.create(ends.users(), startUsers.getShape());
      NDArray endItems = step.create(ends.items(), startItems.getShape());
      endUsers.setRequiresGradient(true);
      endItems.setRequiresGradient(true);
      NDArray loss = loss(step, endUsers, endItems, from, to);
      collector.backward(loss);
      NDArray byUsers = endUsers.getGradient();
      NDArray byItems = endItems.getGradient();
      byUsers.attach(step);
      byItems.attach(step);
      Sides back = propagation.apply(sides(byUsers, byItems), how.dims());
      NDArray pushUsers = startUsers.mul(step.create(back.users(), startUsers.getShape()));
      NDArray pushItems = startItems.mul(step.create(back.items(), startItems.getShape()));
      collector.backward(pushUsers.sum().add(pushItems.sum()));
      return loss.getFloat();
    }
  }

  private static Sides sides(NDArray users, NDArray items) {
    return new Sides(users.toFloatArray(), items.toFloatArray());
  }

  private NDArray loss(NDManager step, NDArray users, NDArray items, int from, int to) {
    long[] drawn = random.longs(how.negatives(), 0, texts.rows()).toArray();
    NDArray left = unit(Gather.rows(step, step.create(numbers(pairs::user, from, to)), users));
    NDArray right = unit(Gather.rows(step, step.create(numbers(pairs::item, from, to)), items));
    NDArray others = unit(Gather.rows(step, step.create(drawn), items));
    NDArray positive = left.mul(right).sum(new int[] {1}, true);
    NDArray negative = left.matMul(others.transpose());
    NDArray never = step.create(liked(from, to, drawn), new Shape((long) to - from, drawn.length));
    float sharpness = (float) (1 / how.temperature());
    NDArray all = positive.mul(sharpness).concat(negative.mul(sharpness).add(never), 1);
    return all.logSoftmax(1).get(":, 0").mean().neg();
  }

  /** Rows of length 1; one of zeros stays one. */
  private static NDArray unit(NDArray rows) {
    return rows.div(rows.square().sum(new int[] {1}, true).add(1e-12f).sqrt());
  }

  private float[] liked(int from, int to, long[] drawn) {
    float[] never = new float[(to - from) * drawn.length];
    for (int row = from; row < to; row++) {
      int[] own = byUser[pairs.user(row)];
      for (int n = 0; n < drawn.length; n++) {
        if (Arrays.binarySearch(own, (int) drawn[n]) >= 0) {
          never[(row - from) * drawn.length + n] = NEVER;
        }
      }
    }
    return never;
  }

  private static long[] numbers(IntUnaryOperator of, int from, int to) {
    return IntStream.range(from, to).map(of).asLongStream().toArray();
  }

  private Sides units(Sides sides) {
    return new Sides(units(sides.users(), how.dims()), units(sides.items(), how.dims()));
  }

  private static float[] units(float[] rows, int width) {
    float[] units = rows.clone();
    for (int row = 0; row < rows.length; row += width) {
      double squares = 1e-12;
      for (int d = row; d < row + width; d++) {
        squares += (double) rows[d] * rows[d];
      }
      for (int d = row; d < row + width; d++) {
        units[d] = (float) (rows[d] / Math.sqrt(squares));
      }
    }
    return units;
  }

  private float[] scores(int[] asked, Sides ends) {
    int d = how.dims();
    float[] rows = new float[asked.length * d];
    for (int u = 0; u < asked.length; u++) {
      System.arraycopy(ends.users(), asked[u] * d, rows, u * d, d);
    }
    float[] scores = new float[asked.length * texts.rows()];
    Blas.gemm(false, true, asked.length, texts.rows(), d, 1, rows, ends.items(), 0, scores);
    return scores;
  }
}
