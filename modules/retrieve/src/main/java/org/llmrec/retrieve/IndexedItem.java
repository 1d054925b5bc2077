package org.llmrec.retrieve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Item;

/**
 * One item as the indexer takes it. Holds the vectors it is given without copying them; do not
 * change them until the build is over.
 */
public final class IndexedItem {
  private final int ordinal;
  private final Item item;
  private final Map<String, String> answers;
  private final int popularity;
  private final float[] textVector;
  private final float[] towerVector;

  /**
   * Checks the numbers.
   *
   * @param ordinal the item's place in the catalogue, from 0
   * @param item what the catalogue says
   * @param answers the model's answers by prompt id; a prompt without an answer has no entry
   * @param popularity number of interactions, 0 or more
   * @param textVector {@code [Dtext]}, any length but zero (it is normalised); null or of dimension
   *     0 when the item has none
   * @param towerVector {@code [Dtower]}, the item tower's output; null or of dimension 0 when the
   *     item has none
   * @throws IllegalArgumentException if a number is negative
   */
  public IndexedItem(
      int ordinal,
      Item item,
      Map<String, String> answers,
      int popularity,
      float[] textVector,
      float[] towerVector) {
    if (ordinal < 0 || popularity < 0) {
      throw new IllegalArgumentException(
          "item " + item.id() + ": ordinal and popularity must not be negative");
    }
    this.ordinal = ordinal;
    this.item = item;
    this.answers = new LinkedHashMap<>(answers);
    this.popularity = popularity;
    this.textVector = textVector;
    this.towerVector = towerVector;
  }

  int ordinal() {
    return ordinal;
  }

  Item item() {
    return item;
  }

  Map<String, String> answers() {
    return answers;
  }

  int popularity() {
    return popularity;
  }

  Optional<float[]> textVector() {
    return present(textVector);
  }

  Optional<float[]> towerVector() {
    return present(towerVector);
  }

  private static Optional<float[]> present(float[] vector) {
    return vector == null || vector.length == 0 ? Optional.empty() : Optional.of(vector);
  }
}
