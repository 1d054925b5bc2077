package org.llmrec.data.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionFiles;

/**
 * Interactions by column: row {@code r} says that a user met an item with a value at a time.
 * Immutable and safe to share between threads. Needs 24 bytes a row, besides the ids.
 */
public final class InteractionTable {
  private final Ids users;
  private final Ids items;
  private final int[] user;
  private final int[] item;
  private final double[] value;
  private final long[] time;

  private InteractionTable(
      Ids users, Ids items, int[] user, int[] item, double[] value, long[] time) {
    this.users = users;
    this.items = items;
    this.user = user;
    this.item = item;
    this.value = value;
    this.time = time;
  }

  /**
   * Reads the normalised interactions; users and items are numbered in the order of first sight.
   *
   * @throws CorruptFileException if the file is not what the import writes
   */
  public static InteractionTable read(Path interactionsCsv) throws IOException {
    Ids.Builder users = new Ids.Builder();
    Ids.Builder items = new Ids.Builder();
    Builder rows = new Builder();
    InteractionFiles.read(
        interactionsCsv,
        row ->
            rows.add(users.add(row.user()), items.add(row.item()), row.value(), row.timestamp()));
    return rows.build(users.build(), items.build());
  }

  /** How many rows. */
  public int size() {
    return user.length;
  }

  /** The users by number; some may have no row. */
  public Ids users() {
    return users;
  }

  /** The items by number; some may have no row. */
  public Ids items() {
    return items;
  }

  /** The user's number in that row. */
  public int user(int row) {
    return user[row];
  }

  /** The item's number in that row. */
  public int item(int row) {
    return item[row];
  }

  /** The value in that row. */
  public double value(int row) {
    return value[row];
  }

  /** Seconds since 1970, or {@link Interaction#NO_TIME}. */
  public long time(int row) {
    return time[row];
  }

  /** That row with the ids written out. */
  public Interaction interaction(int row) {
    return new Interaction(users.get(user[row]), items.get(item[row]), value[row], time[row]);
  }

  /** The rows that count as positive, with the same numbers for users and items. */
  public InteractionTable positives(Feedback feedback) {
    return filter(row -> feedback.positive(value[row]));
  }

  /** The rows that pass, in their order, with the same numbers for users and items. */
  public InteractionTable filter(IntPredicate rows) {
    Builder kept = new Builder();
    for (int row = 0; row < size(); row++) {
      if (rows.test(row)) {
        kept.add(user[row], item[row], value[row], time[row]);
      }
    }
    return kept.build(users, items);
  }

  /**
   * The rows of certain items, which are numbered as they are there: a catalogue's ordinals, say.
   * Users keep their numbers.
   */
  public InteractionTable among(Ids others) {
    Builder kept = new Builder();
    for (int row = 0; row < size(); row++) {
      int number = others.indexOf(items.get(item[row]));
      if (number >= 0) {
        kept.add(user[row], number, value[row], time[row]);
      }
    }
    return kept.build(users, others);
  }

  /** Rows per item, {@code [items.size()]}. */
  public int[] popularity() {
    return count(item, items.size());
  }

  /** Per user number the items of the user's rows, ascending; {@code [users.size()][]}. */
  public int[][] itemsByUser() {
    int[][] lists = group(user, item, users.size());
    for (int[] list : lists) {
      Arrays.sort(list);
    }
    return lists;
  }

  /** Per item number the users of the item's rows, in the order of rows. */
  public int[][] usersByItem() {
    return group(item, user, items.size());
  }

  /** Per user number the numbers of the user's rows, ascending; {@code [users.size()][]}. */
  public int[][] rowsByUser() {
    int[] rows = new int[size()];
    Arrays.setAll(rows, row -> row);
    return group(user, rows, users.size());
  }

  /**
   * The same, each user's oldest row first; at one time, or without times, in the order of rows.
   */
  public int[][] rowsByUserInTime() {
    int[][] rows = rowsByUser();
    for (int user = 0; user < rows.length; user++) {
      rows[user] =
          Arrays.stream(rows[user])
              .boxed()
              .sorted(Comparator.comparingLong(row -> time[row]))
              .mapToInt(row -> row)
              .toArray();
    }
    return rows;
  }

  private static int[][] group(int[] key, int[] content, int groups) {
    int[] sizes = count(key, groups);
    int[][] lists = new int[groups][];
    Arrays.setAll(lists, group -> new int[sizes[group]]);
    int[] filled = new int[groups];
    for (int row = 0; row < key.length; row++) {
      lists[key[row]][filled[key[row]]++] = content[row];
    }
    return lists;
  }

  private static int[] count(int[] key, int groups) {
    int[] counts = new int[groups];
    for (int k : key) {
      counts[k]++;
    }
    return counts;
  }

  /** Collects rows. Not thread-safe. */
  public static final class Builder {
    private int size;
    private int[] user = new int[1_024];
    private int[] item = new int[1_024];
    private double[] value = new double[1_024];
    private long[] time = new long[1_024];

    /** Appends a row and returns its number. */
    public int add(int userNumber, int itemNumber, double rowValue, long timestamp) {
      if (size == user.length) {
        int more = size + (size >> 1);
        user = Arrays.copyOf(user, more);
        item = Arrays.copyOf(item, more);
        value = Arrays.copyOf(value, more);
        time = Arrays.copyOf(time, more);
      }
      user[size] = userNumber;
      item[size] = itemNumber;
      value[size] = rowValue;
      time[size] = timestamp;
      return size++;
    }

    /** Replaces what a row says about the meeting. */
    public void set(int row, double rowValue, long timestamp) {
      value[row] = rowValue;
      time[row] = timestamp;
    }

    /** The value in that row. */
    public double value(int row) {
      return value[row];
    }

    /** The time in that row. */
    public long time(int row) {
      return time[row];
    }

    /** How many rows so far. */
    public int size() {
      return size;
    }

    /**
     * The finished table.
     *
     * @throws IllegalArgumentException if a row has a number that the ids do not
     */
    public InteractionTable build(Ids users, Ids items) {
      for (int row = 0; row < size; row++) {
        if (user[row] < 0
            || user[row] >= users.size()
            || item[row] < 0
            || item[row] >= items.size()) {
          throw new IllegalArgumentException("row " + row + " has a number without an id");
        }
      }
      return new InteractionTable(
          users,
          items,
          Arrays.copyOf(user, size),
          Arrays.copyOf(item, size),
          Arrays.copyOf(value, size),
          Arrays.copyOf(time, size));
    }
  }
}
