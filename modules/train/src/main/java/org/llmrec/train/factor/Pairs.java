package org.llmrec.train.factor;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.internal.Shuffle;

/** Rows as pairs of a user and an item, in an order that is drawn anew for each pass. */
final class Pairs {
  private final int[] users;
  private final int[] items;
  private final int[] order;

  /** By user, then by item. */
  Pairs(InteractionTable rows) {
    users = new int[rows.size()];
    items = new int[rows.size()];
    order = IntStream.range(0, rows.size()).toArray();
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
    return users[order[pair]];
  }

  int item(int pair) {
    return items[order[pair]];
  }

  void shuffle(SplittableRandom random) {
    Shuffle.of(order, random);
  }
}
