package org.llmrec.rank.list;

/** How often each item was met, whoever asks. Immutable. */
final class Popular implements Opinion {
  private final int[] met;
  private final double sum;
  private final double squares;

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
    this.sum = total;
    this.squares = square;
  }

  int[] met() {
    return met;
  }

  @Override
  public float of(int item) {
    return met[item];
  }

  @Override
  public float nearby(int item, TextNeighbours neighbours) {
    float mean = 0;
    for (int e = neighbours.start(item); e < neighbours.end(item); e++) {
      mean += neighbours.weight(e) * met[neighbours.item(e)];
    }
    return mean;
  }

  @Override
  public double sum() {
    return sum;
  }

  @Override
  public double squares() {
    return squares;
  }

  @Override
  public int count() {
    return met.length;
  }

  @Override
  public float from(int source, int item) {
    return 0;
  }
}
