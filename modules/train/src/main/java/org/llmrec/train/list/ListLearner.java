package org.llmrec.train.list;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.train.internal.Adam;
import org.llmrec.train.internal.Divergence;
import org.llmrec.train.internal.Shuffle;
import org.llmrec.train.internal.Starts;
import org.llmrec.train.internal.Torch;
import org.llmrec.train.method.CurvePoint;

/**
 * Learns a {@link ListNetwork} from lists: the softmax of a list's scores is to put its weight on
 * the positives, on each as much as it weighs (ListNet with top-one probabilities: Cao et al., ICML
 * 2007, section 4.3). Every list weighs the same, as every user does in a mean of nDCG. Confined to
 * the thread of its engine.
 */
public final class ListLearner {
  /** A method's score counts so much before anything is learnt. */
  private static final float FIRST = 0.3f;

  private static final float NEVER = -1e9f;

  /** A network and how its loss fell. */
  public record Learnt(ListNetwork network, List<CurvePoint> curve) {}

  private final List<RankedList> lists;
  private final int features;
  private final ListLearning how;
  private final Optional<ListTrees> trees;
  private final int inputs;
  private final boolean gaps;
  private final float[] mean;
  private final float[] deviation;
  private final Divergence divergence;

  /**
   * From lists.
   *
   * @param features per candidate
   */
  public ListLearner(List<RankedList> lists, int features, ListLearning how) {
    this(lists, features, how, false, Optional.empty());
  }

  /**
   * From lists, with trees and missing features.
   *
   * @param features per candidate
   * @param gaps whether a feature may be NaN, for which a value is learnt
   * @param trees of these lists; empty for none
   */
  public ListLearner(
      List<RankedList> lists,
      int features,
      ListLearning how,
      boolean gaps,
      Optional<ListTrees> trees) {
    this.gaps = gaps;
    this.lists = lists;
    this.features = features;
    this.how = how;
    this.trees = trees;
    this.inputs = features + trees.map(ListTrees::inputs).orElse(0);
    this.divergence = new Divergence(how.name(), how.rate());
    this.mean = new float[features];
    this.deviation = new float[features];
    measure();
  }

  /**
   * Mean and deviation of every feature over the candidates that have it; 1 for one that is always
   * the same.
   */
  private void measure() {
    double[] sums = new double[features];
    double[] squares = new double[features];
    long[] present = new long[features];
    for (RankedList list : lists) {
      for (int i = 0; i < list.features().length; i++) {
        double value = list.features()[i];
        if (!Double.isNaN(value)) {
          sums[i % features] += value;
          squares[i % features] += value * value;
          present[i % features]++;
        }
      }
    }
    for (int f = 0; f < features; f++) {
      double n = Math.max(1, present[f]);
      mean[f] = (float) (sums[f] / n);
      double variance = squares[f] / n - Math.pow(sums[f] / n, 2);
      deviation[f] = variance > 1e-9 ? (float) Math.sqrt(variance) : 1;
    }
  }

  /**
   * Learns from one start on an engine of its own; waits for other trainings of this process.
   *
   * @param scores how many of the features are scores of methods, which come first
   * @param threads how many it may use
   */
  public Learnt learn(int scores, long seed, int threads) {
    try (Torch torch = Torch.open(seed, threads)) {
      return learn(torch, scores, seed);
    }
  }

  /**
   * Learns from one start.
   *
   * @param scores how many of the features are scores of methods, which come first
   */
  public Learnt learn(Torch torch, int scores, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (NDManager manager = torch.manager().newSubManager()) {
      NDArray direct = manager.create(first(scores), new Shape(1, inputs));
      NDArray weight = weight(manager, random);
      NDArray bias = manager.zeros(new Shape(how.hidden()));
      NDArray out =
          Starts.gaussian(
              manager, random, 0.1 / Math.sqrt(Math.max(1, how.hidden())), 1, how.hidden());
      NDArray missing = manager.zeros(new Shape(features));
      List<NDArray> parameters = new ArrayList<>(List.of(direct));
      if (how.hidden() > 0) {
        parameters.addAll(List.of(weight, bias, out));
      }
      if (gaps) {
        parameters.add(missing);
      }
      parameters.forEach(parameter -> parameter.setRequiresGradient(true));
      Adam adam = new Adam(parameters, parameter -> parameter == bias ? 0 : how.l2());
      List<CurvePoint> curve = new ArrayList<>();
      int[] order = IntStream.range(0, lists.size()).toArray();
      int steps = (lists.size() + how.batch() - 1) / how.batch();
      for (int epoch = 0; epoch < how.epochs(); epoch++) {
        Shuffle.of(order, random);
        double loss = 0;
        for (int step = 0; step < steps; step++) {
          int to = Math.min(lists.size(), (step + 1) * how.batch());
          int[] batch = Arrays.copyOfRange(order, step * how.batch(), to);
          float own = step(torch, manager, batch, direct, weight, bias, out, missing);
          divergence.checkLoss(own, epoch + 1);
          loss += batch.length * own;
          double done = (epoch * steps + step) / (double) (how.epochs() * steps);
          adam.step(how.rate() * (1 - done));
        }
        curve.add(new CurvePoint(epoch + 1, loss / lists.size(), Double.NaN));
      }
      ListNetwork network =
          network(
              direct.toFloatArray(),
              weight.toFloatArray(),
              bias.toFloatArray(),
              out.toFloatArray(),
              gaps ? missing.toFloatArray() : new float[0]);
      return new Learnt(network.unstandardised(mean, deviation), curve);
    }
  }

  /** Nothing is thought of what trees say before it is heard. */
  private NDArray weight(NDManager manager, SplittableRandom random) {
    NDArray weight =
        Starts.gaussian(manager, random, Math.sqrt(2.0 / features), how.hidden(), features);
    return inputs == features
        ? weight
        : weight.concat(manager.zeros(new Shape(how.hidden(), inputs - features)), 1);
  }

  /** Takes what was learnt of the trees from what was learnt of the features. */
  private ListNetwork network(
      float[] direct, float[] weight, float[] bias, float[] out, float[] missing) {
    int hidden = out.length;
    float[][] byUnit = new float[1 + hidden][];
    byUnit[0] = direct;
    float[] ofFeatures = new float[hidden * features];
    for (int h = 0; h < hidden; h++) {
      byUnit[1 + h] = Arrays.copyOfRange(weight, h * inputs, (h + 1) * inputs);
      System.arraycopy(weight, h * inputs, ofFeatures, h * features, features);
    }
    return new ListNetwork(
        Arrays.copyOf(direct, features),
        ofFeatures,
        bias,
        out,
        missing,
        trees.map(both -> both.rows(byUnit, features)));
  }

  private float step(
      Torch torch,
      NDManager manager,
      int[] batch,
      NDArray direct,
      NDArray weight,
      NDArray bias,
      NDArray out,
      NDArray missing) {
    try (NDManager step = manager.newSubManager();
        GradientCollector collector = torch.collector()) {
      int length = Arrays.stream(batch).map(list -> lists.get(list).length()).max().orElseThrow();
      NDArray x =
          step.create(inputs(batch, length), new Shape((long) batch.length * length, inputs));
      if (gaps) {
        x = x.add(filling(step, batch, length, missing));
      }
      NDArray scores = Linear.linear(x, direct, null).head();
      if (how.hidden() > 0) {
        NDArray hidden = Activation.relu(Linear.linear(x, weight, bias).head());
        if (how.dropout() > 0) {
          hidden = Dropout.dropout(hidden, (float) how.dropout(), true).head();
        }
        scores = scores.add(Linear.linear(hidden, out, null).head());
      }
      Shape shape = new Shape(batch.length, length);
      NDArray paddings = step.create(paddings(batch, length), shape);
      NDArray labels = step.create(labels(batch, length), shape);
      NDArray loss =
          scores
              .reshape(shape)
              .add(paddings)
              .logSoftmax(1)
              .mul(labels)
              .sum()
              .neg()
              .div(batch.length);
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  /** What was learnt for missing features where one is missing, zeros elsewhere. */
  private NDArray filling(NDManager step, int[] batch, int length, NDArray missing) {
    int rows = batch.length * length;
    float[] values = new float[rows * features];
    for (int b = 0; b < batch.length; b++) {
      float[] own = lists.get(batch[b]).features();
      for (int i = 0; i < own.length; i++) {
        values[b * length * features + i] = Float.isNaN(own[i]) ? 1 : 0;
      }
    }
    NDArray filling = step.create(values, new Shape(rows, features)).mul(missing);
    return inputs == features
        ? filling
        : filling.concat(step.zeros(new Shape(rows, inputs - features)), 1);
  }

  /** Standardised features, 0 where missing, and what trees say; zeros after a list's end. */
  private float[] inputs(int[] batch, int length) {
    float[] values = new float[batch.length * length * inputs];
    for (int b = 0; b < batch.length; b++) {
      float[] own = lists.get(batch[b]).features();
      for (int i = 0; i < own.length; i++) {
        int f = i % features;
        float value = Float.isNaN(own[i]) ? mean[f] : own[i];
        values[(b * length + i / features) * inputs + f] = (value - mean[f]) / deviation[f];
      }
      if (trees.isPresent()) {
        trees.get().fill(batch[b], values, b * length * inputs + features, inputs);
      }
    }
    return values;
  }

  /** What keeps places after a list's end out of the softmax. */
  private float[] paddings(int[] batch, int length) {
    float[] values = new float[batch.length * length];
    for (int b = 0; b < batch.length; b++) {
      Arrays.fill(values, b * length + lists.get(batch[b]).length(), (b + 1) * length, NEVER);
    }
    return values;
  }

  private float[] labels(int[] batch, int length) {
    float[] values = new float[batch.length * length];
    for (int b = 0; b < batch.length; b++) {
      float[] weights = lists.get(batch[b]).weights();
      double sum = 0;
      for (float weight : weights) {
        sum += weight;
      }
      for (int i = 0; i < weights.length; i++) {
        values[b * length + i] = (float) (weights[i] / sum);
      }
    }
    return values;
  }

  private float[] first(int scores) {
    float[] values = new float[inputs];
    // For the standardised feature: in its own unit it is FIRST.
    for (int f = 0; f < scores; f++) {
      values[f] = FIRST * deviation[f];
    }
    return values;
  }
}
