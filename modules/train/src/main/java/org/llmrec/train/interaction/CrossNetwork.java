package org.llmrec.train.interaction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.internal.Gather;

/**
 * The network of {@link DcnV2} in the engine, from the vectors of both sides to the logit. What an
 * operation makes belongs to the manager of the step.
 */
final class CrossNetwork {
  private final Sides sides;
  private final boolean stacked;
  private final float dropout;
  private final List<CrossLayer> cross = new ArrayList<>();
  private final List<Affine> deep = new ArrayList<>();
  private final Affine head;

  CrossNetwork(NDManager manager, Sides sides, CrossSettings how, SplittableRandom random) {
    this.sides = sides;
    this.stacked = how.stacked();
    TrainOptions options = how.options();
    this.dropout = (float) options.dropout();
    int width = sides.userWidth() + sides.itemWidth();
    for (int l = 0; l < how.layers(); l++) {
      cross.add(CrossLayer.of(manager, random.split(), width, how.rank()));
    }
    int in = width;
    for (int l = 0; l < how.deep(); l++) {
      deep.add(Affine.of(manager, random.split(), 2, in, options.hidden()));
      in = options.hidden();
    }
    int ends = deep.isEmpty() ? width : stacked ? in : width + in;
    this.head = Affine.of(manager, random.split(), 1, ends, 1);
    // The log odds of a positive: all scores start where they are right on average.
    head.bias().addi((float) -Math.log(options.negativesPerPositive()));
    parameters().forEach(parameter -> parameter.setRequiresGradient(true));
  }

  /** What is learnt, always in the same order. */
  List<NDArray> parameters() {
    List<NDArray> all = new ArrayList<>(sides.parameters());
    all.addAll(matrices());
    cross.forEach(layer -> all.add(layer.bias()));
    deep.forEach(layer -> all.add(layer.bias()));
    all.add(head.bias());
    return all;
  }

  private List<NDArray> matrices() {
    List<NDArray> matrices = new ArrayList<>();
    cross.forEach(layer -> matrices.addAll(layer.weights()));
    deep.forEach(layer -> matrices.add(layer.weight()));
    matrices.add(head.weight());
    return matrices;
  }

  /** The L2 of a parameter: biases, gates and what stands for missing texts are left alone. */
  double decay(NDArray parameter, TrainOptions options) {
    if (sides.ids().stream().anyMatch(id -> id == parameter)) {
      return options.userL2();
    }
    boolean matrix =
        matrices().stream().anyMatch(own -> own == parameter)
            || sides.matrices().stream().anyMatch(own -> own == parameter);
    return matrix ? options.l2() : 0;
  }

  /** The mean loss per positive, a scalar. */
  NDArray loss(NDManager step, PairBatch batch) {
    NDArray users = sides.users(step, batch.users());
    NDArray items = sides.items(step, batch.items());
    NDArray x0 =
        Gather.rows(step, step.create(batch.pairUsers()), users)
            .concat(Gather.rows(step, step.create(batch.pairItems()), items), 1);
    NDArray signed = logits(x0, true).mul(step.create(batch.signs()));
    return Activation.softPlus(signed).mul(step.create(batch.weights())).sum();
  }

  /** {@code [n]} of inputs {@code [n, userWidth + itemWidth]}. */
  NDArray logits(NDArray x0, boolean training) {
    NDArray x = x0;
    for (CrossLayer layer : cross) {
      x = layer.apply(x0, x);
    }
    NDArray h = stacked ? x : x0;
    for (Affine layer : deep) {
      h = Activation.relu(layer.apply(h));
      if (training && dropout > 0) {
        h = Dropout.dropout(h, dropout, true).head();
      }
    }
    NDArray ends = deep.isEmpty() ? x : stacked ? h : x.concat(h, 1);
    return head.apply(ends).flatten();
  }

  /** Everything behind the vectors of both sides, on the heap. */
  CrossWeights weights() {
    return new CrossWeights(
        sides.userWidth(),
        cross.stream().map(CrossLayer::product).toList(),
        cross.stream().map(layer -> layer.bias().toFloatArray()).toList(),
        deep.stream().map(Affine::product).toList(),
        deep.stream().map(layer -> layer.bias().toFloatArray()).toList(),
        head.weight().toFloatArray(),
        head.bias().toFloatArray()[0],
        stacked);
  }
}
