package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.Ranker;
import org.llmrec.retrieve.CatalogueView;

/**
 * The ranker over all items of a view: those of the bundle by its vectors, those that came later by
 * the vector that the item tower gave them. An item that could not be encoded counts as one of
 * which nothing is known, for which the tower has a vector as well.
 */
final class CurrentRanker {
  private final Ranker ranker;
  private final CatalogueView index;

  CurrentRanker(Ranker ranker, CatalogueView index) {
    this.ranker = ranker;
    this.index = index;
  }

  /** The trained vector of a user, {@code [dims]}. */
  Optional<float[]> userVector(String user) {
    return ranker.userVector(user);
  }

  /** The mean of all trained users, {@code [dims]}. */
  float[] averageUser() {
    return ranker.averageUser();
  }

  /** A vector for a user with a history of these items, {@code [dims]}. */
  float[] foldIn(int[] ordinals) {
    int[] known = Arrays.stream(ordinals).filter(o -> o < ranker.items()).toArray();
    List<float[]> later = new ArrayList<>();
    Arrays.stream(ordinals)
        .filter(o -> o >= ranker.items())
        .distinct()
        .forEach(o -> later.add(later(o)));
    return ranker.foldIn(known, later);
  }

  /** The score of each item for a user. */
  void score(float[] user, int[] ordinals, float[] scores) {
    int[] known = Arrays.stream(ordinals).filter(o -> o < ranker.items()).toArray();
    ranker.score(user, known, scores);
    if (known.length == ordinals.length) {
      return;
    }
    // From the back, so that no score is overwritten before it has moved to its place.
    int next = known.length;
    for (int i = ordinals.length - 1; i >= 0; i--) {
      scores[i] =
          ordinals[i] < ranker.items() ? scores[--next] : Vectors.dot(user, later(ordinals[i]));
    }
  }

  /** The item tower's vector of an item, {@code [dims]}. */
  float[] itemVector(int ordinal) {
    return ordinal < ranker.items() ? ranker.itemVector(ordinal) : later(ordinal);
  }

  /** The direction of an item from the middle of the catalogue; see {@link Ranker}. */
  float[] itemDirection(int ordinal) {
    return ordinal < ranker.items()
        ? ranker.itemDirection(ordinal)
        : ranker.directionOf(later(ordinal));
  }

  private float[] later(int ordinal) {
    return index.towerVector(ordinal).orElseGet(this::nothingKnown);
  }

  private float[] nothingKnown() {
    return ranker.itemTower().forward(new float[ranker.itemTower().fields().size()][]);
  }
}
