package org.llmrec.rank;

import java.util.Objects;
import java.util.Optional;

/**
 * Everything that goes into a bundle.
 *
 * @param tower the trained item tower
 * @param items the texts of the whole catalogue, in its order; an item's place there becomes its
 *     ordinal
 * @param users the trained users, each {@code [tower.dims()]}
 * @param foldIn the numbers of the training objective that fold-in repeats
 * @param provenance where it all comes from
 * @param average the average user, {@code [tower.dims()]}; that of {@code users} where it is absent
 */
public record BundleContent(
    ItemTower tower,
    ItemTexts items,
    VectorRows users,
    FoldInOptions foldIn,
    Provenance provenance,
    Optional<float[]> average) {

  /** With the average of these users. */
  public BundleContent(
      ItemTower tower,
      ItemTexts items,
      VectorRows users,
      FoldInOptions foldIn,
      Provenance provenance) {
    this(tower, items, users, foldIn, provenance, Optional.empty());
  }

  /** Requires every part. */
  public BundleContent {
    Objects.requireNonNull(tower, "tower");
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(users, "users");
    Objects.requireNonNull(foldIn, "foldIn");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(average, "average");
  }
}
