package org.llmrec.train.linear;

import java.util.Map;
import org.llmrec.data.protocol.Asker;
import org.llmrec.train.method.Readers;

/**
 * Scores from kept weights; who has no history gets the popularity.
 *
 * @param method its name, for errors
 */
record SparseFitted(String method, ItemWeights weights, SameForAll popularity)
    implements ItemToItem {
  @Override
  public void score(Asker asker, float[] scores) {
    int[] history = Readers.history(asker, method);
    if (history.length == 0) {
      popularity.score(asker, scores);
    } else {
      weights.score(history, scores);
    }
  }

  @Override
  public ItemWeights strongest(int n) {
    return weights.strongest(n);
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of("weights", (double) weights.size());
  }
}
