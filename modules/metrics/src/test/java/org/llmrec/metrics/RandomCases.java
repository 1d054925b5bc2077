package org.llmrec.metrics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small cases with everything that can go wrong in them: ties, masks, candidates, no rank. */
final class RandomCases {
  private RandomCases() {}

  static ListOracle.Case of(SplittableRandom random, int items) {
    float[] values = {
      Float.NEGATIVE_INFINITY, -1.5f, -0f, 0f, 1e-20f, 2, Float.POSITIVE_INFINITY, 3, 3, 3
    };
    int kinds = random.nextInt(1, values.length + 1);
    float[] scores = new float[items];
    for (int i = 0; i < items; i++) {
      scores[i] = values[values.length - 1 - random.nextInt(kinds)];
    }
    int[] relevant = some(random, items, .4);
    if (relevant.length == 0) {
      relevant = new int[] {random.nextInt(items)};
    }
    return new ListOracle.Case(
        scores,
        random.nextBoolean() ? null : some(random, items, .8),
        random.nextBoolean() ? null : some(random, items, .2),
        relevant,
        random.nextBoolean() ? null : random.ints(relevant.length, 1, 4).toArray());
  }

  static int[] order(SplittableRandom random, int items) {
    int[] order = IntStream.range(0, items).toArray();
    for (int i = items - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int keep = order[i];
      order[i] = order[j];
      order[j] = keep;
    }
    return order;
  }

  private static int[] some(SplittableRandom random, int items, double share) {
    return IntStream.range(0, items).filter(i -> random.nextDouble() < share).toArray();
  }
}
