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
  private final int[] coEngaged;
  private final float[] coEngagement;
  private final float trend;

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
    this(ordinal, item, answers, popularity, textVector, towerVector, new int[0], new float[0], 0);
  }

  private IndexedItem(
      int ordinal,
      Item item,
      Map<String, String> answers,
      int popularity,
      float[] textVector,
      float[] towerVector,
      int[] coEngaged,
      float[] coEngagement,
      float trend) {
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
    this.coEngaged = coEngaged;
    this.coEngagement = coEngagement;
    this.trend = trend;
  }

  /**
   * The same with the items that the same people like.
   *
   * @param ordinals most alike first
   * @param scores descending, one per ordinal, finite
   * @throws IllegalArgumentException if the two differ in length, or a score ascends or is not
   *     finite
   */
  public IndexedItem withCoEngaged(int[] ordinals, float[] scores) {
    if (ordinals.length != scores.length) {
      throw new IllegalArgumentException(
          "item " + item.id() + ": " + ordinals.length + " ordinals, " + scores.length + " scores");
    }
    for (int i = 0; i < scores.length; i++) {
      if (!Float.isFinite(scores[i]) || (i > 0 && scores[i] > scores[i - 1])) {
        throw new IllegalArgumentException(
            "item " + item.id() + ": co-engagement " + scores[i] + " at " + i);
      }
    }
    return new IndexedItem(
        ordinal, item, answers, popularity, textVector, towerVector, ordinals, scores, trend);
  }

  /**
   * The same with what the item's interactions count for when older ones count less.
   *
   * @param weight 0 or more; 0 for nothing
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public IndexedItem withTrend(float weight) {
    if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("item " + item.id() + ": trend " + weight);
    }
    return new IndexedItem(
        ordinal,
        item,
        answers,
        popularity,
        textVector,
        towerVector,
        coEngaged,
        coEngagement,
        weight);
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

  int[] coEngaged() {
    return coEngaged;
  }

  float[] coEngagement() {
    return coEngagement;
  }

  float trend() {
    return trend;
  }

  private static Optional<float[]> present(float[] vector) {
    return vector == null || vector.length == 0 ? Optional.empty() : Optional.of(vector);
  }
}
