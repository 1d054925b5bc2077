package org.llmrec.train.internal;

/** Which pass was the best by validation, and whether to go on. */
public final class BestPass {
  private final int patience;
  private double highest = Double.NEGATIVE_INFINITY;
  private int number;
  private int worse;

  /**
   * Before the first look.
   *
   * @param last the pass that counts as the best where nobody looks
   * @param patience how many looks without a better figure end the training
   */
  public BestPass(int last, int patience) {
    this.number = last;
    this.patience = patience;
  }

  /** Takes a figure in; whether it is higher than all before. */
  public boolean isBest(int pass, double figure) {
    if (figure > highest) {
      highest = figure;
      number = pass;
      worse = 0;
      return true;
    }
    worse++;
    return false;
  }

  /** Whether the patience is at its end. */
  public boolean over() {
    return worse >= patience;
  }

  /** The best pass. */
  public int number() {
    return number;
  }
}
