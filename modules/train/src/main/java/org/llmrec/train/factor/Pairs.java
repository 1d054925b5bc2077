package org.llmrec.train.factor;

import java.util.SplittableRandom;
import org.llmrec.data.table.InteractionTable;

/** Rows as pairs of a user and an item, in an order that is drawn anew for each pass. */
final class Pairs {
  private final int[] users;
  private final int[] items;

  /** By user, then by item. */
  Pairs(InteractionTable rows) {
    users = new int[rows.size()];
    items = new int[rows.size()];
    int[][] byUser = rows.itemsByUser();
    int at = 0;
    for (int user = 0; user < byUser.length; user++) {
      for (int item : byUser[user]) {
        users[at] = user;
        items[at++] = item;
      }
    }
  }

  int size() {
    return users.length;
  }

  int user(int pair) {
    return users[pair];
  }

  int item(int pair) {
    return items[pair];
  }

  void shuffle(SplittableRandom random) {
    for (int n = users.length - 1; n > 0; n--) {
      int other = random.nextInt(n + 1);
      swap(users, n, other);
      swap(items, n, other);
    }
  }

  private static void swap(int[] values, int a, int b) {
    int keep = values[a];
    values[a] = values[b];
    values[b] = keep;
  }
}
