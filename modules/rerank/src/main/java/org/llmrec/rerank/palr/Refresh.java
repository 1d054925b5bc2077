package org.llmrec.rerank.palr;

/**
 * When a profile is too old: when the history has grown by so many items or by such a share, by
 * whichever comes first.
 *
 * @param count of new items, 1 or more
 * @param share of the items that the profile was made of, above 0
 */
public record Refresh(int count, double share) {
  /** After 10 new items or a quarter more. */
  public static final Refresh USUAL = new Refresh(10, 0.25);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Refresh {
    if (count < 1 || !(share > 0)) {
      throw new IllegalArgumentException(
          "expected 1 new item or more and a share above 0, found " + count + ", " + share);
    }
  }

  /**
   * Whether a profile should be made anew; so too if the history has become shorter.
   *
   * @param then how many items there were when it was made
   * @param now how many there are
   */
  public boolean due(int then, int now) {
    int grown = now - then;
    return grown < 0 || (grown > 0 && (grown >= count || grown >= share * then));
  }
}
