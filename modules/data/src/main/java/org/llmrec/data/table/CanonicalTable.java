package org.llmrec.data.table;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The one order of a table that does not depend on how its rows came: users and items numbered in
 * the order of their ids' UTF-16 code units, rows in the order of user and item.
 */
public final class CanonicalTable {
  private CanonicalTable() {}

  /**
   * The same rows in that order; users and items without a row are left out.
   *
   * @param table one row per user and item, as the import leaves them
   * @throws IllegalArgumentException if a user meets an item twice
   */
  public static InteractionTable of(InteractionTable table) {
    BitSet usersSeen = new BitSet();
    BitSet itemsSeen = new BitSet();
    for (int row = 0; row < table.size(); row++) {
      usersSeen.set(table.user(row));
      itemsSeen.set(table.item(row));
    }
    return over(table, sorted(table.users(), usersSeen), sorted(table.items(), itemsSeen));
  }

  /**
   * The same rows in that order under given numbers.
   *
   * @param users all users of the table and perhaps more, sorted
   * @param items all items of the table and perhaps more, sorted
   * @throws IllegalArgumentException if a user meets an item twice, or a row's user or item is
   *     missing
   */
  public static InteractionTable over(InteractionTable table, Ids users, Ids items) {
    int[] newItem = new int[table.items().size()];
    Arrays.setAll(newItem, old -> items.indexOf(table.items().get(old)));
    int[] oldUser = new int[users.size()];
    Arrays.setAll(oldUser, user -> table.users().indexOf(users.get(user)));
    int[][] byUser = table.rowsByUser();
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int user = 0; user < oldUser.length; user++) {
      if (oldUser[user] >= 0) {
        add(rows, table, user, byUser[oldUser[user]], newItem);
      }
    }
    if (rows.size() != table.size()) {
      throw new IllegalArgumentException("a row's user is not among the users given");
    }
    InteractionTable result = rows.build(users, items);
    refuseRepeats(result);
    return result;
  }

  private static void add(
      InteractionTable.Builder rows, InteractionTable table, int user, int[] own, int[] newItem) {
    Arrays.stream(own)
        .mapToLong(row -> ((long) newItem[table.item(row)] << Integer.SIZE) | row)
        .sorted()
        .mapToInt(key -> (int) key)
        .forEach(
            row -> rows.add(user, newItem[table.item(row)], table.value(row), table.time(row)));
  }

  private static void refuseRepeats(InteractionTable sorted) {
    for (int row = 1; row < sorted.size(); row++) {
      if (key(sorted, row) == key(sorted, row - 1)) {
        throw new IllegalArgumentException(
            "expected one row per user and item, found user '"
                + sorted.users().get(sorted.user(row))
                + "' twice with item '"
                + sorted.items().get(sorted.item(row))
                + "'; merge repeats first");
      }
    }
  }

  /**
   * The same, of users with at least {@code fewest} rows.
   *
   * @throws IllegalArgumentException if such a user meets an item twice
   */
  public static InteractionTable ofUsersWith(InteractionTable table, int fewest) {
    int[] sizes = new int[table.users().size()];
    for (int row = 0; row < table.size(); row++) {
      sizes[table.user(row)]++;
    }
    return of(table.filter(row -> sizes[table.user(row)] >= fewest));
  }

  /**
   * The rows of both, in that order.
   *
   * @param a a table in that order
   * @param b another with the same users and items; no row is in both
   * @throws IllegalArgumentException if users or items differ
   */
  public static InteractionTable union(InteractionTable a, InteractionTable b) {
    if (!a.users().asList().equals(b.users().asList())
        || !a.items().asList().equals(b.items().asList())) {
      throw new IllegalArgumentException("expected two tables with the same users and items");
    }
    InteractionTable.Builder rows = new InteractionTable.Builder();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (j == b.size() || (i < a.size() && key(a, i) < key(b, j))) {
        rows.add(a.user(i), a.item(i), a.value(i), a.time(i));
        i++;
      } else {
        rows.add(b.user(j), b.item(j), b.value(j), b.time(j));
        j++;
      }
    }
    return rows.build(a.users(), a.items());
  }

  private static long key(InteractionTable table, int row) {
    return ((long) table.user(row) << Integer.SIZE) | table.item(row);
  }

  private static Ids sorted(Ids ids, BitSet kept) {
    List<String> names = IntStream.of(kept.stream().toArray()).mapToObj(ids::get).sorted().toList();
    return Ids.of(names);
  }
}
