package org.llmrec.train.interaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores the catalogue for a user. What the first layers make of an item is computed once for all
 * users, what they make of the user once for all items, and likewise what the last cross layer asks
 * of either ({@link CrossWeights#folds}); only what lies between is computed for pairs: with two
 * cross layers, no product of matrices. Immutable and thread-safe.
 */
final class CrossScorer {
  /** As many rows as a matrix product takes without a copy. */
  private static final int BLOCK = 512;

  private final CrossWeights weights;
  private final Product userCross;
  private final Product userDeep;
  private final float[] inputs;
  private final int itemWidth;
  private final List<ItemSide> blocks = new ArrayList<>();

  /**
   * Of a catalogue.
   *
   * @param inputs the items' part of {@code x0}, {@code [items, itemWidth]}
   */
  CrossScorer(CrossWeights weights, float[] inputs, int items) {
    this.weights = weights;
    this.inputs = inputs;
    this.itemWidth = inputs.length / items;
    int width = weights.userWidth();
    this.userCross =
        weights.cross().isEmpty() ? null : weights.cross().getFirst().columns(0, width);
    this.userDeep = weights.beside() ? weights.deep().getFirst().columns(0, width) : null;
    for (int from = 0; from < items; from += BLOCK) {
      int to = Math.min(items, from + BLOCK);
      float[] own = Arrays.copyOfRange(inputs, from * itemWidth, to * itemWidth);
      blocks.add(ItemSide.of(weights, own, to - from));
    }
  }

  /** Some items of the catalogue. */
  ItemSide items(int[] ordinals) {
    float[] own = new float[ordinals.length * itemWidth];
    for (int i = 0; i < ordinals.length; i++) {
      System.arraycopy(inputs, ordinals[i] * itemWidth, own, i * itemWidth, itemWidth);
    }
    return ItemSide.of(weights, own, ordinals.length);
  }

  /** A user with some items. */
  CrossPass pass(float[] user, ItemSide items) {
    return new CrossPass(weights, side(user), items);
  }

  private UserSide side(float[] user) {
    float[] cross = part(userCross, user);
    float[] deep = part(userDeep, user);
    if (!weights.folds()) {
      return new UserSide(user, cross, deep, new float[0], 0);
    }
    float[] x0 = ItemSide.joined(user, new float[itemWidth], 1);
    float[] pulls = weights.pulls(x0, 1);
    for (int d = 0; d < pulls.length; d++) {
      pulls[d] += weights.head()[d];
    }
    return new UserSide(user, cross, deep, pulls, weights.shift(x0, 0));
  }

  private static float[] part(Product product, float[] user) {
    return product == null ? new float[0] : product.of(user, 1);
  }

  /**
   * A user with all items.
   *
   * @param user {@code [userWidth]}
   * @param scores filled from {@code at} on
   */
  void score(float[] user, float[] scores, int at) {
    int to = at;
    UserSide side = side(user);
    for (ItemSide block : blocks) {
      float[] logits = new CrossPass(weights, side, block).logits();
      System.arraycopy(logits, 0, scores, to, logits.length);
      to += logits.length;
    }
  }
}
