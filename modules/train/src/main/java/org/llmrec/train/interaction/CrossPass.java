package org.llmrec.train.interaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One user with some items through the network, on the heap, and back. Keeps what the way back
 * needs.
 */
final class CrossPass {
  private final CrossWeights weights;
  private final int n;
  private final int width;
  private final float[] x0;
  private final float[] last;
  private final List<float[]> z = new ArrayList<>();
  private final List<float[]> h = new ArrayList<>();
  private final float[] logits;

  /** Forwards. */
  CrossPass(CrossWeights weights, UserSide user, ItemSide items) {
    this.weights = weights;
    this.n = items.n();
    this.width = user.inputs().length + items.inputs().length / n;
    this.x0 = ItemSide.joined(user.inputs(), items.inputs(), n);
    // Folded, the last cross layer is only computed for the way back.
    int layers = weights.cross().size() - (weights.folds() ? 1 : 0);
    float[] x = x0;
    for (int l = 0; l < layers; l++) {
      float[] inner = l == 0 ? ItemSide.plus(items.cross().clone(), user.cross()) : inner(l, x);
      z.add(inner);
      x = crossed(inner, x);
    }
    this.last = x;
    float[] top = weights.stacked() ? x : x0;
    for (int l = 0; l < weights.deep().size(); l++) {
      float[] outer =
          l == 0 && weights.beside()
              ? ItemSide.plus(items.deep().clone(), user.deep())
              : ItemSide.plus(weights.deep().get(l).of(top, n), weights.deepBias().get(l));
      for (int i = 0; i < outer.length; i++) {
        outer[i] = Math.max(0, outer[i]);
      }
      h.add(outer);
      top = outer;
    }
    this.logits = new float[n];
    Arrays.fill(logits, weights.headBias());
    if (weights.folds()) {
      addFolded(user, items);
    } else if (weights.headOnCross()) {
      addHead(x, width, 0);
    }
    if (!h.isEmpty()) {
      addHead(top, top.length / n, headFrom());
    }
  }

  private float[] inner(int layer, float[] x) {
    return ItemSide.plus(weights.cross().get(layer).of(x, n), weights.crossBias().get(layer));
  }

  private void addFolded(UserSide user, ItemSide items) {
    float[] base = user.pulls();
    float[] own = items.pulls();
    for (int i = 0; i < n; i++) {
      float sum = 0;
      for (int d = 0; d < width; d++) {
        sum += (base[d] + own[i * width + d]) * last[i * width + d];
      }
      logits[i] += sum + user.shift() + items.shifts()[i];
    }
  }

  private int headFrom() {
    return weights.stacked() ? 0 : width;
  }

  private float[] crossed(float[] inner, float[] x) {
    float[] out = new float[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = x0[i] * inner[i] + x[i];
    }
    return out;
  }

  private void addHead(float[] rows, int wide, int from) {
    float[] head = weights.head();
    for (int i = 0; i < n; i++) {
      float sum = 0;
      for (int d = 0; d < wide; d++) {
        sum += rows[i * wide + d] * head[from + d];
      }
      logits[i] += sum;
    }
  }

  /** The scores, {@code [n]}. */
  float[] logits() {
    return logits;
  }

  /** The gradient of the user's part of {@code x0} by that of the logits {@code [n]}. */
  float[] userGradient(float[] byLogit) {
    float[] byX0 = new float[x0.length];
    float[] byX = weights.headOnCross() ? outer(byLogit, width, 0) : new float[x0.length];
    if (!h.isEmpty()) {
      add(weights.stacked() ? byX : byX0, throughDeep(byLogit));
    }
    for (int l = weights.cross().size() - 1; l >= 0; l--) {
      float[] inner = l < z.size() ? z.get(l) : inner(l, last);
      float[] byInner = new float[x0.length];
      for (int i = 0; i < byInner.length; i++) {
        byInner[i] = byX[i] * x0[i];
        byX0[i] += byX[i] * inner[i];
      }
      add(byX, weights.cross().get(l).back(byInner, n));
    }
    add(byX0, byX);
    float[] byUser = new float[weights.userWidth()];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < byUser.length; d++) {
        byUser[d] += byX0[i * width + d];
      }
    }
    return byUser;
  }

  private float[] throughDeep(float[] byLogit) {
    float[] gradient = outer(byLogit, h.getLast().length / n, headFrom());
    for (int l = h.size() - 1; l >= 0; l--) {
      float[] out = h.get(l);
      for (int i = 0; i < out.length; i++) {
        gradient[i] = out[i] > 0 ? gradient[i] : 0;
      }
      gradient = weights.deep().get(l).back(gradient, n);
    }
    return gradient;
  }

  private float[] outer(float[] byLogit, int wide, int from) {
    float[] rows = new float[n * wide];
    for (int i = 0; i < n; i++) {
      for (int d = 0; d < wide; d++) {
        rows[i * wide + d] = byLogit[i] * weights.head()[from + d];
      }
    }
    return rows;
  }

  private static void add(float[] target, float[] more) {
    for (int i = 0; i < target.length; i++) {
      target[i] += more[i];
    }
  }
}
