package org.llmrec.rerank.explain;

/**
 * How reasons are asked for.
 *
 * @param batch items a call, from 1 to 20
 * @param maxCharacters of a reason, 20 or more
 * @param latest how much of the history the model is told, the most recent, 0 or more
 * @param fieldCharacters how much of each field it is told, 1 or more
 */
public record ExplainOptions(int batch, int maxCharacters, int latest, int fieldCharacters) {
  /** Five items a call, 200 characters, ten of the history, 600 characters of each field. */
  public static final ExplainOptions DEFAULTS = new ExplainOptions(5, 200, 10, 600);

  private static final int MOST_BATCH = 20;
  private static final int SHORTEST = 20;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ExplainOptions {
    if (batch < 1
        || batch > MOST_BATCH
        || maxCharacters < SHORTEST
        || latest < 0
        || fieldCharacters < 1) {
      throw new IllegalArgumentException(
          "explain options: expected a batch from 1 to 20, 20 characters or more, a history of 0 or"
              + " more and fields of 1 character or more, found "
              + batch
              + ", "
              + maxCharacters
              + ", "
              + latest
              + ", "
              + fieldCharacters);
    }
  }
}
