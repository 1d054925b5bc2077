package org.llmrec.train.interaction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.train.internal.Gather;
import org.llmrec.train.internal.Starts;
import org.llmrec.train.internal.TextInput;

/**
 * KAR's hybrid-expert adaptor (arXiv 2306.10933) in the engine. A text {@code t} of kind {@code k}
 * gives the sum over the shared experts and those of its kind of {@code gate_e(t) * expert_e(t)},
 * where the gate is a softmax of a linear layer of the kind's own and an expert is one ReLU layer
 * and one linear layer. The kinds are the item's fields, and last the user's history. A field that
 * an item lacks gives numbers learnt for that field.
 */
final class ExpertTexts implements Sides.ItemTexts {
  private final TextInput texts;
  private final Knowledge.Experts how;
  private final Experts shared;
  private final List<Experts> dedicated = new ArrayList<>();
  private final List<Affine> gates = new ArrayList<>();
  private final NDArray missing;
  private final NDArray spread;

  /**
   * Some experts, side by side.
   *
   * @param first {@code [n * hidden, fieldDims]}
   * @param firstBias {@code [n * hidden]}
   * @param second {@code [dims, n * hidden]}
   * @param secondBias {@code [n, dims]}
   */
  private record Experts(NDArray first, NDArray firstBias, NDArray second, NDArray secondBias) {
    static Experts of(
        NDManager manager, SplittableRandom random, int n, int in, Knowledge.Experts how) {
      int hidden = n * how.hidden();
      return new Experts(
          Starts.gaussian(manager, random.split(), Math.sqrt(2.0 / in), hidden, in),
          manager.zeros(new Shape(hidden)),
          Starts.gaussian(
              manager, random.split(), Math.sqrt(1.0 / how.hidden()), how.dims(), hidden),
          manager.zeros(new Shape(n, how.dims())));
    }

    /** These and others side by side, for one step. */
    Experts with(NDManager step, Experts others) {
      return new Experts(
          join(step, first, others.first, 0),
          join(step, firstBias, others.firstBias, 0),
          join(step, second, others.second, 1),
          join(step, secondBias, others.secondBias, 0));
    }

    private static NDArray join(NDManager step, NDArray a, NDArray b, int axis) {
      NDArray joined = a.concat(b, axis);
      joined.attach(step);
      return joined;
    }
  }

  ExpertTexts(NDManager manager, TextInput texts, Knowledge.Experts how, SplittableRandom random) {
    this.texts = texts;
    this.how = how;
    int in = texts.fieldDims();
    this.shared =
        how.shared() == 0 ? null : Experts.of(manager, random.split(), how.shared(), in, how);
    for (int kind = 0; kind <= texts.fields(); kind++) {
      dedicated.add(Experts.of(manager, random.split(), how.dedicated(), in, how));
      gates.add(Affine.of(manager, random.split(), 1, in, how.each()));
    }
    this.missing = manager.zeros(new Shape(texts.fields(), how.dims()));
    this.spread = manager.create(spread(how), new Shape(how.each(), how.each() * how.hidden()));
  }

  /** Row e is 1 over the hidden numbers of expert e. */
  private static float[] spread(Knowledge.Experts how) {
    int width = how.each() * how.hidden();
    float[] spread = new float[how.each() * width];
    for (int e = 0; e < how.each(); e++) {
      for (int h = 0; h < how.hidden(); h++) {
        spread[e * width + e * how.hidden() + h] = 1;
      }
    }
    return spread;
  }

  @Override
  public int width() {
    return texts.fields() * how.dims();
  }

  /** How many numbers a history gives. */
  int dims() {
    return how.dims();
  }

  @Override
  public List<NDArray> matrices() {
    List<NDArray> all = new ArrayList<>();
    for (Experts experts : experts()) {
      all.add(experts.first());
      all.add(experts.second());
    }
    return all;
  }

  @Override
  public List<NDArray> others() {
    List<NDArray> all = new ArrayList<>();
    for (Experts experts : experts()) {
      all.add(experts.firstBias());
      all.add(experts.secondBias());
    }
    gates.forEach(gate -> all.addAll(gate.both()));
    if (texts.hasMissing()) {
      all.add(missing);
    }
    return all;
  }

  private List<Experts> experts() {
    List<Experts> all = new ArrayList<>(dedicated);
    if (shared != null) {
      all.add(shared);
    }
    return all;
  }

  @Override
  public NDArray apply(NDManager step, NDArray ordinals) {
    NDArray vectors = Gather.rows(step, ordinals, texts.vectors());
    NDArray lacks = Gather.rows(step, ordinals, texts.missing());
    NDList kinds = new NDList();
    int width = texts.fieldDims();
    for (int f = 0; f < texts.fields(); f++) {
      NDArray text = vectors.get(new NDIndex(":, " + f * width + ":" + (f + 1) * width));
      NDArray out = apply(step, f, text);
      if (texts.hasMissing()) {
        NDArray lack = lacks.get(new NDIndex(":, " + f + ":" + (f + 1)));
        NDArray standIn = missing.get(new NDIndex(f + ":" + (f + 1)));
        standIn.attach(step);
        out = out.mul(lack.neg().add(1)).add(lack.matMul(standIn));
      }
      kinds.add(out);
    }
    return NDArrays.concat(kinds, 1);
  }

  /** {@code [U, dims]} of mean texts of histories, {@code [U, fieldDims]}. */
  NDArray ofUsers(NDManager step, NDArray means) {
    return apply(step, texts.fields(), means);
  }

  private NDArray apply(NDManager step, int kind, NDArray text) {
    Experts all = all(step, kind);
    NDArray gate = gates.get(kind).apply(text).softmax(1);
    NDArray hidden = Activation.relu(Linear.linear(text, all.first(), all.firstBias()).head());
    // The sum over experts is one product: each expert's hidden numbers are weighed by its gate.
    NDArray weighed = hidden.mul(gate.matMul(spread));
    return Linear.linear(weighed, all.second(), null).head().add(gate.matMul(all.secondBias()));
  }

  private Experts all(NDManager step, int kind) {
    return shared == null ? dedicated.get(kind) : shared.with(step, dedicated.get(kind));
  }

  /** What the user's kind does, on the heap. */
  ExpertWeights userWeights() {
    try (NDManager step = texts.vectors().getManager().newSubManager()) {
      int kind = texts.fields();
      Experts all = all(step, kind);
      return new ExpertWeights(
          how,
          all.first().toFloatArray(),
          all.firstBias().toFloatArray(),
          all.second().toFloatArray(),
          all.secondBias().toFloatArray(),
          gates.get(kind).weight().toFloatArray(),
          gates.get(kind).bias().toFloatArray());
    }
  }
}
