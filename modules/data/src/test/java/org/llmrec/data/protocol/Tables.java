package org.llmrec.data.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.llmrec.core.Interaction;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Interactions for tests. */
public final class Tables {
  private Tables() {}

  /** A table whose users and items are numbered in the order of first sight. */
  public static InteractionTable of(List<Interaction> rows) {
    Ids.Builder users = new Ids.Builder();
    Ids.Builder items = new Ids.Builder();
    InteractionTable.Builder table = new InteractionTable.Builder();
    for (Interaction row : rows) {
      table.add(users.add(row.user()), items.add(row.item()), row.value(), row.timestamp());
    }
    return table.build(users.build(), items.build());
  }

  /** The same rows in another order, so that users and items have other numbers. */
  static InteractionTable shuffled(InteractionTable table, long seed) {
    List<Interaction> rows = rows(table);
    Collections.shuffle(rows, new Random(seed));
    return of(rows);
  }

  public static List<Interaction> rows(InteractionTable table) {
    List<Interaction> rows = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      rows.add(table.interaction(row));
    }
    return rows;
  }

  /** {@code user/item} of every row. */
  public static TreeSet<String> pairs(InteractionTable table) {
    TreeSet<String> pairs = new TreeSet<>();
    rows(table).forEach(row -> pairs.add(row.user() + "/" + row.item()));
    return pairs;
  }

  /**
   * From 30 to 90 users with up to 40 positives each, of few items, at few times, so that ties are
   * common; ids order otherwise than numbers.
   */
  static InteractionTable random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int users = random.nextInt(30, 90);
    int items = random.nextInt(45, 90);
    TreeMap<String, Interaction> rows = new TreeMap<>();
    for (int u = 0; u < users; u++) {
      int n = random.nextInt(41);
      for (int i = 0; i < n; i++) {
        // Squared, so that a few items are liked by many.
        int item = (int) (items * random.nextDouble() * random.nextDouble());
        String key = "u" + u + "/i" + item;
        rows.put(key, new Interaction("u" + u, "i" + item, 4, random.nextInt(200)));
      }
    }
    return shuffled(of(new ArrayList<>(rows.values())), seed);
  }
}
