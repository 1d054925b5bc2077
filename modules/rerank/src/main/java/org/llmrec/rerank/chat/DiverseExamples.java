package org.llmrec.rerank.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.diversity.Mmr;
import org.llmrec.rerank.history.TrainingHistories;

/**
 * People near to the one who asks and far from each other: maximal marginal relevance over the
 * cosines of their vectors, one after the other. People without a vector are left out; where the
 * asker has none, only the distance from each other counts.
 *
 * @param histories what may be learnt from
 * @param vectors made of the same data and nothing else
 * @param length how many items are shown before the one that came next, 1 or more
 * @param lambda in [0, 1]: 1 goes by nearness to the asker alone
 * @param seed of the order among those who are equally good
 */
public record DiverseExamples(
    TrainingHistories histories, UserVectors vectors, int length, double lambda, long seed)
    implements ExampleSource {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the length is less than 1 or lambda out of its range
   */
  public DiverseExamples {
    Objects.requireNonNull(histories, "histories");
    Objects.requireNonNull(vectors, "vectors");
    RandomExamples.checkLength(length);
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("expected lambda in [0, 1], found " + lambda);
    }
  }

  @Override
  public List<Example.Continued> examples(String asker, List<Target> hidden, int n) {
    Optional<float[]> own = vectors.of(asker);
    List<Others> others =
        Others.of(histories, length, seed, asker, hidden)
            .filter(other -> vectors.of(other.user()).isPresent())
            .toList();
    if (others.isEmpty()) {
      return List.of();
    }
    int width = vectors.of(others.get(0).user()).orElseThrow().length;
    float[] relevance = new float[others.size()];
    float[] rows = new float[others.size() * width];
    for (int i = 0; i < relevance.length; i++) {
      float[] vector = vectors.of(others.get(i).user()).orElseThrow();
      relevance[i] = own.map(mine -> Vectors.cosine(mine, vector)).orElse(0f);
      System.arraycopy(Vectors.normalise(vector.clone()), 0, rows, i * width, width);
    }
    return Arrays.stream(Mmr.order(relevance, rows, lambda, n))
        .mapToObj(i -> others.get(i).example())
        .toList();
  }
}
