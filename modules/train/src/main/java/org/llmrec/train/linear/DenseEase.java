package org.llmrec.train.linear;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.table.Ids;
import org.llmrec.train.method.Readers;

/**
 * EASE with all its weights, held as the symmetric inverse P they come from: {@code B_ij = -P_ij /
 * P_jj}.
 *
 * @param method its name, for errors
 * @param inverse {@code [items, items]}
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record DenseEase(String method, Ids items, float[] inverse, SameForAll popularity)
    implements ItemToItem {
  @Override
  public void score(Asker asker, float[] scores) {
    int[] history = Readers.history(asker, method);
    if (history.length == 0) {
      popularity.score(asker, scores);
      return;
    }
    int n = items.size();
    Arrays.fill(scores, 0, n, 0);
    for (int item : history) {
      // No item speaks for itself.
      subtract(scores, item * n, 0, item);
      subtract(scores, item * n, item + 1, n);
    }
    for (int item = 0; item < n; item++) {
      // The zero keeps a score of nothing from being negative.
      scores[item] = scores[item] / inverse[item * n + item] + 0f;
    }
  }

  private void subtract(float[] scores, int row, int from, int to) {
    for (int item = from; item < to; item++) {
      scores[item] -= inverse[row + item];
    }
  }

  @Override
  public ItemWeights strongest(int count) {
    int n = items.size();
    EaseWeights weights = new EaseWeights(new ItemWeightsBuilder(items, count), n);
    int[] all = IntStream.range(0, n).toArray();
    for (int target = 0; target < n; target++) {
      weights.add(all, target, inverse, target * n);
    }
    return weights.build();
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of("weights", (double) items.size() * (items.size() - 1));
  }
}
