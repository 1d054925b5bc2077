package org.llmrec.rerank.palr;

/**
 * How examples to tune by are made.
 *
 * @param latest how many items of a history are shown, the most recent, 1 or more
 * @param targets the most items that are to be named, 1 or more
 * @param candidates how many are to be chosen from, at least as many as targets
 * @param enrich whether a list with fewer targets is filled up by affinity
 * @param seed of all that is drawn
 */
public record InstructionOptions(
    int latest, int targets, int candidates, boolean enrich, long seed) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public InstructionOptions {
    if (latest < 1 || targets < 1 || candidates < targets) {
      throw new IllegalArgumentException(
          "expected 1 item to show and to name or more, and no fewer candidates than those to name,"
              + " found "
              + latest
              + ", "
              + targets
              + ", "
              + candidates);
    }
  }

  /** 20 items shown, 10 to be named, 50 to choose from, enriched. */
  public static InstructionOptions of(long seed) {
    return new InstructionOptions(PalrReranker.LATEST, 10, 50, true, seed);
  }
}
