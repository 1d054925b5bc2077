package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TrainPrecision;

/**
 * The two towers as the engine computes them: an embedding per user; for an item its centred text
 * vectors laid end to end, one hidden ReLU layer with dropout, one linear layer; score = inner
 * product (LLM-Rec, arXiv 2307.15780). What an operation makes belongs to the manager of the step.
 */
final class Network {
  /** Where the users stand among the parameters. */
  static final int USERS = 4;

  private final TextInput texts;
  private final float dropout;
  private final NDArray weight0;
  private final NDArray bias0;
  private final NDArray weight1;
  private final NDArray bias1;
  private final NDArray users;
  private final Optional<LazyUsers> lazy;
  private final NDArray missing;
  private final NDArray fieldMask;
  private final boolean half;
  private final Growing drawn = new Growing();
  private HalfProduct halfProduct;

  /** Of those weights, which are copied; the users' lie elsewhere where {@code lazy} has them. */
  Network(
      NDManager manager,
      TextInput texts,
      Weights start,
      Optional<LazyUsers> lazy,
      TrainOptions options) {
    this.texts = texts;
    this.lazy = lazy;
    this.dropout = (float) options.dropout();
    this.half = options.precision() == TrainPrecision.FLOAT16;
    int in = texts.fields() * texts.fieldDims();
    int hidden = options.hidden();
    int dims = options.dims();
    this.weight0 = manager.create(start.weight0(), new Shape(hidden, in));
    this.bias0 = manager.create(start.bias0());
    this.weight1 = manager.create(start.weight1(), new Shape(dims, hidden));
    this.bias1 = manager.create(start.bias1());
    this.users =
        lazy.isPresent()
            ? null
            : manager.create(start.users(), new Shape(start.users().length / dims, dims));
    this.missing = manager.create(start.missing());
    this.fieldMask = fieldMask(manager, texts.fields(), texts.fieldDims());
    parameters().forEach(parameter -> parameter.setRequiresGradient(true));
  }

  /** What is learnt, always in the same order, but for users that are {@link LazyUsers}. */
  List<NDArray> parameters() {
    List<NDArray> all = new ArrayList<>(List.of(weight0, bias0, weight1, bias1));
    if (lazy.isEmpty()) {
      all.add(USERS, users);
    }
    if (texts.hasMissing()) {
      all.add(missing);
    }
    return all;
  }

  /** Embeddings of users by number, {@code [n, dims]}; no gradient flows. */
  NDArray users(NDManager step, long[] numbers) {
    return lazy.isPresent()
        ? lazy.get().rows(step, numbers)
        : Gather.rows(step, step.create(numbers), users);
  }

  /** Whether a parameter is the users'. */
  boolean isUsers(NDArray parameter) {
    return parameter == users;
  }

  /** The matrices, which L2 pulls on; biases and stand-ins for missing texts are left alone. */
  boolean isMatrix(NDArray parameter) {
    return parameter == weight0 || parameter == weight1;
  }

  /**
   * The mean loss per positive of a batch; every parameter has its gradient afterwards.
   *
   * @param collector records from before this call
   */
  float learn(NDManager step, Batch batch, GradientCollector collector) {
    NDArray loss = loss(step, batch);
    collector.backward(loss);
    if (halfProduct != null) {
      halfProduct.backward(collector);
      halfProduct = null;
    }
    return loss.getFloat();
  }

  private NDArray loss(NDManager step, Batch batch) {
    NDArray items = items(step, step.create(batch.items()), true);
    NDArray batchUsers =
        lazy.isPresent()
            ? lazy.get().meet(step, batch.users())
            : Gather.rows(step, step.create(batch.users()), users);
    NDArray positive =
        Gather.rows(step, step.create(batch.positiveUsers()), batchUsers)
            .mul(Gather.rows(step, step.create(batch.positiveItems()), items))
            .sum(new int[] {1});
    NDArray negative =
        batchUsers.matMul(Gather.rows(step, step.create(batch.negatives()), items).transpose());
    NDArray weights =
        step.create(
            batch.negativeWeights(), new Shape(batch.users().length, batch.negatives().length));
    return Activation.softPlus(positive.neg())
        .mean()
        .add(Activation.softPlus(negative).mul(weights).sum());
  }

  /** The item tower's outputs {@code [I, dims]} for the ordinals {@code [I]}. */
  NDArray items(NDManager step, NDArray ordinals, boolean training) {
    NDArray hidden = firstLayer(step, Gather.rows(step, ordinals, texts.vectors()), training);
    if (texts.hasMissing()) {
      // W (x + s) = W x + W s: the stand-ins pass the layer once each, not once for every item.
      NDArray standIns = fieldMask.mul(missing);
      standIns.attach(step);
      NDArray turned = weight0.transpose();
      turned.attach(step);
      NDArray shifts = standIns.matMul(turned);
      hidden = hidden.add(Gather.rows(step, ordinals, texts.missing()).matMul(shifts));
    }
    hidden = Activation.relu(hidden);
    if (training && dropout > 0) {
      drawn.add((int) hidden.getShape().get(0));
      hidden = Dropout.dropout(hidden, dropout, true).head();
    }
    return Linear.linear(hidden, weight1, bias1).head();
  }

  private NDArray firstLayer(NDManager step, NDArray rows, boolean training) {
    if (!training || !half) {
      return Linear.linear(rows, weight0, bias0).head();
    }
    halfProduct = new HalfProduct(step, rows, weight0);
    return halfProduct.product().add(bias0);
  }

  /** How high all the matrices were that dropout was drawn for, in order. */
  int[] dropouts() {
    return drawn.toArray();
  }

  /** Draws dropout for matrices of those heights: brings the engine to where it was after them. */
  void replay(NDManager manager, int[] dropouts) {
    for (int height : dropouts) {
      try (NDManager step = manager.newSubManager()) {
        NDArray hidden = step.zeros(new Shape(height, bias0.size()));
        Dropout.dropout(hidden, dropout, true).head().close();
      }
      drawn.add(height);
    }
  }

  /** Everything learnt, on the heap. */
  Weights weights() {
    return new Weights(
        weight0.toFloatArray(),
        bias0.toFloatArray(),
        weight1.toFloatArray(),
        bias1.toFloatArray(),
        lazy.map(LazyUsers::all).orElseGet(() -> users.toFloatArray()),
        missing.toFloatArray());
  }

  /** {@code [fields, fields * fieldDims]}: row f is 1 over the columns of field f. */
  private static NDArray fieldMask(NDManager manager, int fields, int fieldDims) {
    int columns = fields * fieldDims;
    float[] mask = new float[fields * columns];
    for (int f = 0; f < fields; f++) {
      for (int d = 0; d < fieldDims; d++) {
        mask[f * columns + f * fieldDims + d] = 1;
      }
    }
    return manager.create(mask, new Shape(fields, columns));
  }
}
