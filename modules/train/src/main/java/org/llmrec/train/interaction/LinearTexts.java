package org.llmrec.train.interaction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.llmrec.train.internal.Gather;
import org.llmrec.train.internal.TextInput;

/**
 * An item's texts, end to end, through one linear layer, or as they are. A field that an item lacks
 * brings numbers learnt for that field; without a layer it brings zeros, the mean text.
 */
final class LinearTexts implements Sides.ItemTexts {
  private final TextInput texts;
  private final Optional<Affine> layer;
  private final NDArray missing;

  /** With a layer to {@code dims} numbers, or none for 0. */
  LinearTexts(NDManager manager, TextInput texts, int dims, SplittableRandom random) {
    this.texts = texts;
    int in = texts.fields() * texts.fieldDims();
    this.layer =
        dims == 0 ? Optional.empty() : Optional.of(Affine.of(manager, random, 1, in, dims));
    this.missing = manager.zeros(new Shape(texts.fields(), Math.max(1, dims)));
  }

  @Override
  public int width() {
    return layer
        .map(affine -> (int) affine.bias().getShape().get(0))
        .orElse(texts.fields() * texts.fieldDims());
  }

  @Override
  public List<NDArray> matrices() {
    return layer.map(affine -> List.of(affine.weight())).orElse(List.of());
  }

  @Override
  public List<NDArray> others() {
    return layer
        .map(
            affine -> texts.hasMissing() ? List.of(affine.bias(), missing) : List.of(affine.bias()))
        .orElse(List.of());
  }

  @Override
  public NDArray apply(NDManager step, NDArray ordinals) {
    NDArray vectors = Gather.rows(step, ordinals, texts.vectors());
    if (layer.isEmpty()) {
      return vectors;
    }
    NDArray out = layer.get().apply(vectors);
    return texts.hasMissing()
        ? out.add(Gather.rows(step, ordinals, texts.missing()).matMul(missing))
        : out;
  }
}
