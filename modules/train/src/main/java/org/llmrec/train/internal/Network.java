package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.train.TrainOptions;

/**
 * The two towers as the engine computes them: an embedding per user; for an item its centred text
 * vectors laid end to end, one hidden ReLU layer with dropout, one linear layer; score = inner
 * product (LLM-Rec, arXiv 2307.15780). What an operation makes belongs to the manager of the step.
 */
final class Network {
  private static final double USER_START = 0.03;

  private final TextInput texts;
  private final float dropout;
  private final NDArray weight0;
  private final NDArray bias0;
  private final NDArray weight1;
  private final NDArray bias1;
  private final NDArray users;
  private final NDArray missing;
  private final NDArray fieldMask;

  Network(NDManager manager, TextInput texts, int users, TrainOptions options) {
    this.texts = texts;
    this.dropout = (float) options.dropout();
    SplittableRandom random = new SplittableRandom(options.seed());
    int in = texts.fields() * texts.fieldDims();
    int hidden = options.hidden();
    int dims = options.dims();
    this.weight0 = Starts.gaussian(manager, random.split(), Math.sqrt(2.0 / in), hidden, in);
    this.bias0 = manager.zeros(new Shape(hidden));
    this.weight1 = Starts.gaussian(manager, random.split(), Math.sqrt(1.0 / hidden), dims, hidden);
    this.bias1 = manager.create(firstOnly(dims, -Math.log(options.negativesPerPositive())));
    this.users = users(manager, random.split(), users, dims);
    this.missing = manager.zeros(new Shape(in));
    this.fieldMask = fieldMask(manager, texts.fields(), texts.fieldDims());
    parameters().forEach(parameter -> parameter.setRequiresGradient(true));
  }

  /** What is learnt, always in the same order. */
  List<NDArray> parameters() {
    List<NDArray> tower = List.of(weight0, bias0, weight1, bias1, users);
    return texts.hasMissing() ? List.of(weight0, bias0, weight1, bias1, users, missing) : tower;
  }

  /** The user embeddings, {@code [U, dims]}. */
  NDArray users() {
    return users;
  }

  /** The matrices, which L2 pulls on; biases and stand-ins for missing texts are left alone. */
  boolean isMatrix(NDArray parameter) {
    return parameter == weight0 || parameter == weight1;
  }

  /** The mean loss per positive of a batch, a scalar. */
  NDArray loss(NDManager step, Batch batch) {
    NDArray items = items(step, step.create(batch.items()), true);
    NDArray batchUsers = Gather.rows(step, step.create(batch.users()), users);
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
    NDArray hidden =
        Linear.linear(Gather.rows(step, ordinals, texts.vectors()), weight0, bias0).head();
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
      hidden = Dropout.dropout(hidden, dropout, true).head();
    }
    return Linear.linear(hidden, weight1, bias1).head();
  }

  /** Everything learnt, on the heap. */
  Weights weights() {
    return new Weights(
        weight0.toFloatArray(),
        bias0.toFloatArray(),
        weight1.toFloatArray(),
        bias1.toFloatArray(),
        users.toFloatArray(),
        missing.toFloatArray());
  }

  /**
   * Small numbers, but for the first of each user, which is 1. With the item tower's first output
   * starting at the log odds of a positive, all scores start where they are right on average; from
   * zero, the first epochs would go into getting there. Training may change both.
   */
  private static NDArray users(NDManager manager, SplittableRandom random, int users, int dims) {
    float[] values = new float[Math.multiplyExact(users, dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (USER_START * random.nextGaussian() + (i % dims == 0 ? 1 : 0));
    }
    return manager.create(values, new Shape(users, dims));
  }

  private static float[] firstOnly(int dims, double first) {
    float[] values = new float[dims];
    values[0] = (float) first;
    return values;
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
