package org.llmrec.data.split;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Predicate;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * The split by which a product is trained and measured. Each positive has a number from 0 to 1 that
 * the seed, its user and its item decide, and nothing else. Below 0.1 it is test, below 0.2
 * validation, else train; a user none of whose positives is below 0.1 has the lowest as test, and
 * likewise with validation. Users with fewer than 10 positives stay in train wholly.
 *
 * <p>So rows may be added day by day: what was in train stays there, and a ranker that goes on from
 * yesterday's weights has seen nothing of what it is measured by. There are two exceptions. One who
 * comes to 10 positives is split then, after all rows were in train, unless the caller keeps that
 * person {@code whole}; and where rows are taken away, others of the same user may take their
 * place.
 */
public final class StableSplit {
  private static final int LEAST = 10;
  private static final double TEST = 0.1;
  private static final double VALIDATION = 0.2;

  private StableSplit() {}

  /**
   * Splits.
   *
   * @param positives one row per user and item, as the import leaves them
   * @throws IllegalArgumentException if a user meets an item twice
   */
  public static Split of(InteractionTable positives, long seed) {
    return of(positives, seed, user -> false);
  }

  /**
   * The same with some users in train wholly.
   *
   * @param whole who is not to be split, by id
   * @throws IllegalArgumentException if a user meets an item twice
   */
  public static Split of(InteractionTable positives, long seed, Predicate<String> whole) {
    InteractionTable table = CanonicalTable.of(positives);
    long[] items = numbers(table.items(), seed, "item");
    long[] users = numbers(table.users(), seed, "user");
    Part[] parts = new Part[table.size()];
    Arrays.fill(parts, Part.TRAIN);
    int[][] byUser = table.rowsByUser();
    for (int user = 0; user < byUser.length; user++) {
      if (split(byUser[user].length) && !whole.test(table.users().get(user))) {
        assign(parts, byUser[user], table, users[user], items);
      }
    }
    return Split.of(table, parts);
  }

  /** Whether somebody with so many positives is split. */
  public static boolean split(int positives) {
    return positives >= LEAST;
  }

  private static void assign(
      Part[] parts, int[] rows, InteractionTable table, long user, long[] items) {
    double[] numbers =
        Arrays.stream(rows).mapToDouble(row -> number(user ^ items[table.item(row)])).toArray();
    if (mark(parts, rows, numbers, TEST, Part.TEST) == 0) {
      parts[rows[lowest(parts, rows, numbers)]] = Part.TEST;
    }
    if (mark(parts, rows, numbers, VALIDATION, Part.VALIDATION) == 0) {
      parts[rows[lowest(parts, rows, numbers)]] = Part.VALIDATION;
    }
  }

  private static int mark(Part[] parts, int[] rows, double[] numbers, double below, Part part) {
    int marked = 0;
    for (int i = 0; i < rows.length; i++) {
      if (parts[rows[i]] == Part.TRAIN && numbers[i] < below) {
        parts[rows[i]] = part;
        marked++;
      }
    }
    return marked;
  }

  /** The place of the lowest number that is still in train. */
  private static int lowest(Part[] parts, int[] rows, double[] numbers) {
    int lowest = -1;
    for (int i = 0; i < rows.length; i++) {
      if (parts[rows[i]] == Part.TRAIN && (lowest < 0 || numbers[i] < numbers[lowest])) {
        lowest = i;
      }
    }
    return lowest;
  }

  private static long[] numbers(Ids ids, long seed, String kind) {
    byte[] prefix = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
    long[] numbers = new long[ids.size()];
    MessageDigest digest = Hashes.sha256();
    for (int i = 0; i < numbers.length; i++) {
      digest.update(prefix);
      digest.update((kind + ids.get(i)).getBytes(StandardCharsets.UTF_8));
      numbers[i] = ByteBuffer.wrap(digest.digest()).getLong();
    }
    return numbers;
  }

  /** Stirs two hashes that were put together, so that the number depends on every bit of both. */
  private static double number(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return ((mixed ^ (mixed >>> 33)) >>> 11) * 0x1p-53;
  }
}
