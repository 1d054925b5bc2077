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
import org.llmrec.core.error.LlmrecException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.factor.Propagation.Sides;
import org.llmrec.train.internal.Adam;
import org.llmrec.train.internal.Gather;
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

  private AlphaRecFit(TrainingData data, TextMatrix texts, AlphaRecSettings how, long seed) {
    this.how = how;
    this.texts = texts;
    this.byUser = data.positives().itemsByUser();
    this.pairs = new Pairs(data.positives());
    SparseMatrix met = SparseMatrix.of(data.positives());
    this.propagation = new Propagation(met, how.layers());
    this.userTexts = means(met, texts);
    this.random = new SplittableRandom(seed);
  }

  /** The mean text of every user's items. */
  private static float[] means(SparseMatrix met, TextMatrix texts) {
    float[] shares = new float[met.rows()];
    float[] ones = new float[met.columns()];
    Arrays.fill(ones, 1);
    for (int u = 0; u < shares.length; u++) {
      int n = met.starts()[u + 1] - met.starts()[u];
      shares[u] = n == 0 ? 0 : 1f / n;
    }
    return met.scaled(shares, ones).times(texts.values(), texts.width());
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
        double loss = pass(torch, network, adam, users, items);
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
      NDArray ofUsers = network.apply(within(step, users));
      NDArray ofItems = network.apply(within(step, items));
      return new Sides(ofUsers.toFloatArray(), ofItems.toFloatArray());
    }
  }

  /** The same array, so that what is made of it goes with the step. */
  private static NDArray within(NDManager step, NDArray array) {
    NDArray view = array.reshape(array.getShape());
    view.attach(step);
    return view;
  }

  private double pass(
      Torch torch, AlphaRecNetwork network, Adam adam, NDArray users, NDArray items) {
    pairs.shuffle(random);
    double loss = 0;
    for (int from = 0; from < pairs.size(); from += how.batch()) {
      int to = Math.min(pairs.size(), from + how.batch());
      Sides start = start(torch, network, users, items);
      Sides gradient = new Sides(new float[start.users().length], new float[start.items().length]);
      loss += (to - from) * loss(torch, propagation.apply(start, how.dims()), from, to, gradient);
      push(torch, network, users, items, propagation.apply(gradient, how.dims()));
      adam.step(how.learningRate());
    }
    return loss / pairs.size();
  }

  /** The mean loss of a batch, and its gradient by the vectors that are compared. */
  private float loss(Torch torch, Sides ends, int from, int to, Sides gradient) {
    try (NDManager step = torch.manager().newSubManager();
        GradientCollector collector = torch.collector()) {
      NDArray users = step.create(ends.users(), new Shape(byUser.length, how.dims()));
      NDArray items = step.create(ends.items(), new Shape(texts.rows(), how.dims()));
      users.setRequiresGradient(true);
      items.setRequiresGradient(true);
      long[] drawn = random.longs(how.negatives(), 0, texts.rows()).toArray();
      NDArray left = unit(Gather.rows(step, step.create(numbers(pairs::user, from, to)), users));
      NDArray right = unit(Gather.rows(step, step.create(numbers(pairs::item, from, to)), items));
      NDArray others = unit(Gather.rows(step, step.create(drawn), items));
      NDArray positive = left.mul(right).sum(new int[] {1}, true);
      NDArray negative = left.matMul(others.transpose());
      NDArray never =
          step.create(liked(from, to, drawn), new Shape((long) to - from, drawn.length));
      float sharpness = (float) (1 / how.temperature());
      NDArray all = positive.mul(sharpness).concat(negative.mul(sharpness).add(never), 1);
      NDArray loss = all.logSoftmax(1).get(":, 0").mean().neg();
      collector.backward(loss);
      float value = loss.getFloat();
      if (!Float.isFinite(value)) {
        throw new LlmrecException(
            AlphaRec.NAME
                + " diverged: expected a finite loss, found "
                + value
                + "; lower learning-rate (now "
                + how.learningRate()
                + ")");
      }
      copy(users.getGradient(), step, gradient.users());
      copy(items.getGradient(), step, gradient.items());
      return value;
    }
  }

  private static void copy(NDArray from, NDManager step, float[] to) {
    from.attach(step);
    System.arraycopy(from.toFloatArray(), 0, to, 0, to.length);
  }

  /** Rows of length 1; one of zeros stays one. */
  private static NDArray unit(NDArray rows) {
    return rows.div(rows.square().sum(new int[] {1}, true).add(1e-12f).sqrt());
  }

  /** The gradient of the loss by the network's parameters, from that by its outputs. */
  private void push(
      Torch torch, AlphaRecNetwork network, NDArray users, NDArray items, Sides gradient) {
    try (NDManager step = torch.manager().newSubManager();
        GradientCollector collector = torch.collector()) {
      NDArray ofUsers = network.apply(within(step, users));
      NDArray ofItems = network.apply(within(step, items));
      NDArray byUsers = step.create(gradient.users(), new Shape(byUser.length, how.dims()));
      NDArray byItems = step.create(gradient.items(), new Shape(texts.rows(), how.dims()));
      collector.backward(ofUsers.mul(byUsers).sum().add(ofItems.mul(byItems).sum()));
    }
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

  static float[] units(float[] rows, int width) {
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
