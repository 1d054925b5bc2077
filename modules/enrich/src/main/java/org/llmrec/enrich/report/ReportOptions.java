package org.llmrec.enrich.report;

/**
 * What the report shows.
 *
 * @param examples how many items to show with their texts, from 0 to {@value #MOST_EXAMPLES}
 * @param seed of the choice of these
 */
public record ReportOptions(int examples, long seed) {
  /** They are kept on the heap. */
  public static final int MOST_EXAMPLES = 100;

  /** Five examples. */
  public static final ReportOptions DEFAULT = new ReportOptions(5, 1);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public ReportOptions {
    if (examples < 0 || examples > MOST_EXAMPLES) {
      throw new IllegalArgumentException(
          "expected 0 to " + MOST_EXAMPLES + " examples, found " + examples);
    }
  }
}
