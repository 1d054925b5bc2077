package org.llmrec.train.tower;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.rank.list.HistoryTower;
import org.llmrec.train.internal.Gather;
import org.llmrec.train.internal.Starts;

/**
 * What {@code towers} learn, in the engine. An item's vector is what one hidden layer makes of its
 * gated texts, and a vector of its own that counts more the more rows the item has:
 *
 * <pre>v_i = W1 · leakyReLU(W0 (g ⊙ t_i) + b0) + b1  +  n_i / (n_i + kappa) · e_i</pre>
 *
 * <p>A user's is made of the vectors of the history turned by C: half of it their mean, an item of
 * n rows weighing {@code 1/√n} as one propagation over the graph would (He et al., LightGCN, SIGIR
 * 2020), half of it what attention makes of the last of them, by {@code q·C v_j} and by how long
 * ago in the order of the history. A vector for everybody is added, which is all that one without a
 * history has. The score is the inner product, the loss a softmax over the items that a step looks
 * at, with the correction for how often it looks (Yi et al., RecSys 2019, section 4).
 */
final class TowerNetwork {
  /** The slope of LeakyReLU below 0, as PyTorch has it unless told. */
  private static final float SLOPE = 0.01f;

  private final TowerSettings how;
  private final NDArray texts;
  private final NDArray fieldColumns;
  private final NDArray idGates;
  private final NDArray gates;
  private final NDArray weight0;
  private final NDArray bias0;
  private final NDArray weight1;
  private final NDArray bias1;
  private final NDArray ids;
  private final NDArray turn;
  private final NDArray everybody;
  private final NDArray attends;
  private final NDArray recency;

  TowerNetwork(
      NDManager manager,
      WhitenedTexts given,
      float[] idGates,
      TowerSettings how,
      SplittableRandom random) {
    int d = how.dims();
    int in = given.fields() * given.width();
    this.how = how;
    this.texts = manager.create(given.values(), new Shape(given.rows(), in));
    this.fieldColumns = columns(manager, given.fields(), given.width());
    this.idGates = manager.create(idGates, new Shape(idGates.length, 1));
    this.gates = manager.zeros(new Shape(1, given.fields()));
    this.weight0 = Starts.uniform(manager, random, in, how.hidden(), in);
    this.bias0 = Starts.uniform(manager, random, in, how.hidden());
    this.weight1 = Starts.uniform(manager, random, how.hidden(), d, how.hidden());
    this.bias1 = manager.zeros(new Shape(d));
    // Without texts all items start in different places, or nothing tells them apart.
    this.ids =
        how.text()
            ? manager.zeros(new Shape(given.rows(), d))
            : Starts.uniform(manager, random, d, given.rows(), d);
    this.turn = manager.eye(d);
    this.everybody = manager.zeros(new Shape(d));
    this.attends = manager.zeros(new Shape(1, d));
    this.recency = manager.zeros(new Shape(HistoryTower.AGES, 1));
    parameters().forEach(parameter -> parameter.setRequiresGradient(true));
  }

  /** {@code [fields, fields * width]}: row f is 1 over the columns of field f. */
  private static NDArray columns(NDManager manager, int fields, int width) {
    float[] mask = new float[fields * fields * width];
    for (int f = 0; f < fields; f++) {
      for (int c = 0; c < width; c++) {
        mask[f * fields * width + f * width + c] = 1;
      }
    }
    return manager.create(mask, new Shape(fields, (long) fields * width));
  }

  /** What is learnt; only what the settings have in use. */
  List<NDArray> parameters() {
    List<NDArray> used = new ArrayList<>(List.of(turn, everybody));
    if (how.text()) {
      used.addAll(List.of(weight0, bias0, weight1, bias1));
      if (how.gates()) {
        used.add(gates);
      }
    }
    if (how.ids()) {
      used.add(ids);
    }
    if (how.meanShare() < 1) {
      used.addAll(List.of(attends, recency));
    }
    return used;
  }

  /** The L2 of a parameter. */
  double decay(NDArray parameter) {
    if (parameter == ids) {
      return how.idL2();
    }
    return parameter == weight0 || parameter == weight1 ? how.l2() : 0;
  }

  /**
   * Vectors of items.
   *
   * @param numbers {@code [I]}
   * @param keeps {@code [I, 1]}: 0 where an item's own vector is left out of this step, 1 elsewhere
   * @param training whether dropout is drawn
   * @return {@code [I, dims]}
   */
  NDArray items(NDManager step, NDArray numbers, NDArray keeps, boolean training) {
    NDArray vectors = null;
    if (how.text()) {
      NDArray gated = Gather.rows(step, numbers, texts);
      if (how.gates()) {
        // A view of the step's own, so that what is made of it goes with the step.
        NDArray own = gates.reshape(gates.getShape());
        own.attach(step);
        gated = gated.mul(Activation.sigmoid(own).mul(2).matMul(fieldColumns));
      }
      NDArray hidden = Activation.leakyRelu(Linear.linear(gated, weight0, bias0).head(), SLOPE);
      if (training && how.dropout() > 0) {
        hidden = Dropout.dropout(hidden, (float) how.dropout(), true).head();
      }
      vectors = Linear.linear(hidden, weight1, bias1).head();
    }
    if (how.ids()) {
      NDArray own =
          Gather.rows(step, numbers, ids).mul(Gather.rows(step, numbers, idGates)).mul(keeps);
      vectors = vectors == null ? own : vectors.add(own);
    }
    return vectors;
  }

  /** {@code [B, dims]} of the histories of a batch, from the vectors of the items it looks at. */
  private NDArray users(NDManager step, TowerBatch batch, NDArray items) {
    NDArray turned = items.matMul(turn);
    int b = batch.users();
    NDArray users =
        step.create(batch.means(), new Shape(b, batch.items().length))
            .matMul(turned)
            .mul(how.meanShare());
    if (how.meanShare() < 1) {
      int l = batch.length();
      NDArray last = Gather.rows(step, step.create(batch.last()), turned);
      NDArray logits =
          last.mul(attends)
              .sum(new int[] {1}, true)
              .add(Gather.rows(step, step.create(batch.buckets()), recency))
              .add(step.create(batch.lacks(), new Shape((long) b * l, 1)));
      NDArray shares = logits.reshape(b, l).softmax(1).reshape(b, 1, l);
      NDArray attended = shares.matMul(last.reshape(b, l, how.dims())).reshape(b, how.dims());
      users = users.add(attended.mul(1 - how.meanShare()));
    }
    return users.add(everybody);
  }

  /** The mean loss of what a batch asks for, a scalar. */
  NDArray loss(NDManager step, TowerBatch batch) {
    int n = batch.items().length;
    NDArray keeps = step.create(batch.keeps(), new Shape(n, 1));
    NDArray items = items(step, step.create(batch.items()), keeps, true);
    NDArray logits =
        users(step, batch, items)
            .matMul(items.transpose())
            .add(step.create(batch.offsets(), new Shape(batch.users(), n)));
    return logits
        .logSoftmax(1)
        .mul(step.create(batch.targets(), new Shape(batch.users(), n)))
        .sum()
        .neg();
  }

  /** What makes users' vectors, on the heap. */
  HistoryTower.Learnt learntOfUsers() {
    return new HistoryTower.Learnt(
        turn.toFloatArray(),
        everybody.toFloatArray(),
        attends.toFloatArray(),
        recency.toFloatArray(),
        how.meanShare());
  }
}
