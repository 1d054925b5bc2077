package org.llmrec.rerank.chat;

import java.util.Random;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Draws interactions with times and ratings from 1 to 5. */
public final class Crowd {
  private Crowd() {}

  /** One row per user and item, each user with between 1 and {@code most} rows. */
  public static InteractionTable draw(long seed, int users, int items, int most) {
    Random random = new Random(seed);
    Ids.Builder userIds = new Ids.Builder();
    Ids.Builder itemIds = new Ids.Builder();
    for (int item = 0; item < items; item++) {
      itemIds.add("i" + item);
    }
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int user = 0; user < users; user++) {
      int number = userIds.add("u" + user);
      int n = 1 + random.nextInt(most);
      random
          .ints(0, items)
          .distinct()
          .limit(n)
          .forEach(item -> rows.add(number, item, 1 + random.nextInt(5), random.nextInt(1_000)));
    }
    return rows.build(userIds.build(), itemIds.build());
  }
}
