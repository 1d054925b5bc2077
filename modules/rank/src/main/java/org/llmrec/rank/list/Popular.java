package org.llmrec.rank.list;

/** How often each item was met, whoever asks. Immutable. */
final class Popular implements Opinion {
  private final int[] met;
  private final Moments moments;

  /**
   * From counts.
   *
   * @param met rows by item, not copied
   */
  Popular(int[] met) {
    this.met = met;
    double total = 0;
    double square = 0;
    for (int count : met) {
      total += count;
      square += (double) count * count;
    }
    this.moments = new Moments(total, square, met.length);
  }

  int[] met() {
    return met;
  }

  @Override
  public float of(int item) {
    return met[item];
  }

  @Override
  public Moments moments() {
    return moments;
  }
}
