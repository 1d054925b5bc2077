package org.llmrec.train.factor;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Small tables of positives. */
final class Rows {
  private Rows() {}

  /** Per user the items' numbers. */
  static InteractionTable of(int items, int[]... byUser) {
    Ids.Builder userIds = new Ids.Builder();
    Ids.Builder itemIds = new Ids.Builder();
    for (int i = 0; i < items; i++) {
      itemIds.add(String.format(Locale.ROOT, "i%04d", i));
    }
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int u = 0; u < byUser.length; u++) {
      int user = userIds.add(String.format(Locale.ROOT, "u%04d", u));
      for (int item : byUser[u]) {
        rows.add(user, item, 5, 0);
      }
    }
    return rows.build(userIds.build(), itemIds.build());
  }

  /** Each user meets each item with that chance; the last user and the last item meet nobody. */
  static InteractionTable random(int users, int items, double chance, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] byUser = new int[users][];
    for (int u = 0; u < users; u++) {
      int last = u == users - 1 ? 0 : items - 1;
      byUser[u] = IntStream.range(0, last).filter(i -> random.nextDouble() < chance).toArray();
    }
    return of(items, byUser);
  }
}
