package org.llmrec.retrieve;

/**
 * How words are weighed against each other: the weight of each kind of text in BM25F, and BM25's
 * two numbers. Immutable.
 *
 * @param title weight of the title: as if it stood so many times in one text with the others; 0
 *     leaves it out, and none lies between 0 and 1, here and below
 * @param categories weight of each category
 * @param description weight of the description
 * @param attributes weight of the other attributes' values
 * @param answers weight of each prompt's answer
 * @param k1 how much a word gains by standing there more often, from 0 (nothing)
 * @param b how much long texts are held against themselves, 0 (not at all) to 1
 * @param extras whether phrases, and titles that have every word, count beside the sum over words;
 *     without, it is plain BM25F
 * @param typos whether a word that no item has stands for those that may have been meant
 */
public record WordScoring(
    float title,
    float categories,
    float description,
    float attributes,
    float answers,
    float k1,
    float b,
    boolean extras,
    boolean typos) {
  /** What {@link CatalogueSearch#words(String, int)} scores by. */
  public static final WordScoring STANDARD = new WordScoring(5, 3, 2, 1, 1, 1.2f, 0.75f, true);

  private static final float HEAVIEST = 1_000;

  /** The same, correcting typos when there are extras: plain BM25F stays plain. */
  public WordScoring(
      float title,
      float categories,
      float description,
      float attributes,
      float answers,
      float k1,
      float b,
      boolean extras) {
    this(title, categories, description, attributes, answers, k1, b, extras, extras);
  }

  /** The same with other numbers of BM25. */
  public WordScoring bm25(float otherK1, float otherB) {
    return new WordScoring(
        title, categories, description, attributes, answers, otherK1, otherB, extras, typos);
  }

  /** The same as plain BM25F: without phrases and whole titles, and without correcting typos. */
  public WordScoring plain() {
    return new WordScoring(
        title, categories, description, attributes, answers, k1, b, false, false);
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range, or every weight 0
   */
  public WordScoring {
    float sum = 0;
    for (float weight : new float[] {title, categories, description, attributes, answers}) {
      if (!(weight == 0 || (weight >= 1 && weight <= HEAVIEST))) {
        throw new IllegalArgumentException(
            "the weight of a text: expected 0, or 1 to " + HEAVIEST + ", found " + weight);
      }
      sum += weight;
    }
    if (sum == 0) {
      throw new IllegalArgumentException("expected a text that weighs something, found none");
    }
    if (!(k1 >= 0 && k1 <= HEAVIEST) || !(b >= 0 && b <= 1)) {
      throw new IllegalArgumentException(
          "BM25: expected k1 of 0 to " + HEAVIEST + " and b of 0 to 1, found " + k1 + " and " + b);
    }
  }
}
