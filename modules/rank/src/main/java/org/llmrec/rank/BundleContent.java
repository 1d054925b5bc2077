package org.llmrec.rank;

import java.util.Objects;

/**
 * Everything that goes into a bundle.
 *
 * @param tower the trained item tower
 * @param items the texts of the whole catalogue, in its order; an item's place there becomes its
 *     ordinal
 * @param users the trained users, each {@code [tower.dims()]}
 * @param foldIn the numbers of the training objective that fold-in repeats
 * @param provenance where it all comes from
 */
public record BundleContent(
    ItemTower tower,
    ItemTexts items,
    VectorRows users,
    FoldInOptions foldIn,
    Provenance provenance) {

  /** Requires every part. */
  public BundleContent {
    Objects.requireNonNull(tower, "tower");
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(users, "users");
    Objects.requireNonNull(foldIn, "foldIn");
    Objects.requireNonNull(provenance, "provenance");
  }
}
