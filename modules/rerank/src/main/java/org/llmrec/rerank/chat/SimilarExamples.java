package org.llmrec.rerank.chat;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rerank.history.TrainingHistories;

/**
 * The people nearest to the one who asks, by the cosine of their vectors, the nearest first. Those
 * without a vector come last, and all of them in random order where the asker has none.
 *
 * @param histories what may be learnt from
 * @param vectors made of the same data and nothing else
 * @param length how many items are shown before the one that came next, 1 or more
 * @param seed of the order among those who are equally near
 */
public record SimilarExamples(
    TrainingHistories histories, UserVectors vectors, int length, long seed)
    implements ExampleSource {
  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public SimilarExamples {
    Objects.requireNonNull(histories, "histories");
    Objects.requireNonNull(vectors, "vectors");
    RandomExamples.checkLength(length);
  }

  private record Near(Others other, double cosine) {}

  @Override
  public List<Example.Continued> examples(String asker, List<Target> hidden, int n) {
    Optional<float[]> own = vectors.of(asker);
    return Others.of(histories, length, seed, asker, hidden)
        .map(other -> new Near(other, nearness(own, vectors.of(other.user()))))
        .sorted(Comparator.comparingDouble(near -> -near.cosine()))
        .limit(n)
        .map(near -> near.other().example())
        .toList();
  }

  /** A stranger is further than anybody can be. */
  private static double nearness(Optional<float[]> own, Optional<float[]> other) {
    return own.isEmpty() || other.isEmpty() ? -2 : Vectors.cosine(own.get(), other.get());
  }
}
