package org.llmrec.data.simulate;

import java.util.SplittableRandom;

/**
 * One reader's likes.
 *
 * @param category a weight per category: loved about 1, disliked -1, the rest near 0
 * @param creator a weight per creator: most 0, a few 0.6
 */
record Taste(double[] category, double[] creator) {

  static Taste draw(Traits traits, SplittableRandom random) {
    double[] category = new double[traits.categoryCount()];
    for (int c = 0; c < category.length; c++) {
      category[c] = 0.2 * (random.nextDouble() - 0.5);
    }
    if (category.length > 0) {
      category[random.nextInt(category.length)] = -1;
      int loved = 2 + random.nextInt(2);
      for (int n = 0; n < loved; n++) {
        category[random.nextInt(category.length)] = 0.8 + 0.4 * random.nextDouble();
      }
    }
    double[] creator = new double[traits.creatorCount()];
    for (int a = 0; a < creator.length; a++) {
      creator[a] = random.nextDouble() < 0.08 ? 0.6 : 0;
    }
    return new Taste(category, creator);
  }

  /** About -1 to 1.6: the strongest category counts in full, the others by a quarter. */
  double affinity(Traits traits, int item) {
    double best = 0;
    double sum = 0;
    for (int c : traits.categories()[item]) {
      sum += category[c];
      if (Math.abs(category[c]) > Math.abs(best)) {
        best = category[c];
      }
    }
    int author = traits.creator()[item];
    return best + 0.25 * (sum - best) + (author < 0 ? 0 : creator[author]);
  }
}
