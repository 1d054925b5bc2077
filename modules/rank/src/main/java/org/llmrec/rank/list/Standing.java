package org.llmrec.rank.list;

/** An opinion to mean 0 and deviation 1 over the catalogue. For one request. */
final class Standing {
  private final Opinion opinion;
  private final double mean;
  private final double scale;

  Standing(Opinion opinion) {
    this.opinion = opinion;
    Opinion.Moments moments = opinion.moments();
    int n = moments.count();
    this.mean = n == 0 ? 0 : moments.sum() / n;
    double variance = n == 0 ? 0 : Math.max(0, moments.squares() / n - mean * mean);
    double deviation = Math.sqrt(variance);
    // Scores that are all the same but for rounding say nothing.
    this.scale = deviation <= 1e-6 * Math.abs(mean) || deviation == 0 ? 0 : 1 / deviation;
  }

  Opinion opinion() {
    return opinion;
  }

  /** What one more of the raw score adds. */
  double scale() {
    return scale;
  }

  void fill(int[] items, float[] into) {
    for (int i = 0; i < items.length; i++) {
      into[i] = of(items[i]);
    }
  }

  private float of(int item) {
    return (float) ((opinion.of(item) - mean) * scale);
  }

  /** An item without neighbours gets what an average item has. */
  void fillNearby(int[] items, TextNeighbours neighbours, float[] metNearby, float[] into) {
    for (int i = 0; i < items.length; i++) {
      boolean some = metNearby[items[i]] > 0;
      into[i] = some ? (float) ((opinion.nearby(items[i], neighbours) - mean) * scale) : 0;
    }
  }

  void addTo(float[] sums) {
    for (int item = 0; item < sums.length; item++) {
      sums[item] += of(item);
    }
  }
}
