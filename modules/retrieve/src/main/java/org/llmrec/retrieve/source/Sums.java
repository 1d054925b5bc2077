package org.llmrec.retrieve.source;

import java.util.Map;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/** From scores by ordinal to hits. */
final class Sums {
  private Sums() {}

  static Hits best(Source source, Map<Integer, Float> scores, int k, boolean partial) {
    int[] ordinals = new int[scores.size()];
    float[] values = new float[ordinals.length];
    int n = 0;
    for (Map.Entry<Integer, Float> score : scores.entrySet()) {
      ordinals[n] = score.getKey();
      values[n++] = score.getValue();
    }
    return Hits.best(source, ordinals, values, k, partial);
  }
}
