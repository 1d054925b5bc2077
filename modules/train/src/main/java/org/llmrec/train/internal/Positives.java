package org.llmrec.train.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.InteractionTable;

/**
 * The positives of a split by dense numbers: users with something in train, items by their place in
 * the catalogue. Only those can be trained on or measured.
 */
public final class Positives {
  private final List<String> users;
  private final int[][] train;
  private final int[][] validation;
  private final int[][] test;
  private final int dropped;

  private Positives(
      List<String> users, int[][] train, int[][] validation, int[][] test, int dropped) {
    this.users = users;
    this.train = train;
    this.validation = validation;
    this.test = test;
    this.dropped = dropped;
  }

  /**
   * Translates a split.
   *
   * @throws ConfigException if no positive is left to train on
   */
  public static Positives of(Split split, List<String> items) {
    Map<String, Integer> ordinals = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      ordinals.put(items.get(i), i);
    }
    int[][] train = lists(split.train(), ordinals);
    int[][] validation = lists(split.validation(), ordinals);
    int[][] test = lists(split.test(), ordinals);
    int dropped =
        split.train().size()
            + split.validation().size()
            + split.test().size()
            - (count(train) + count(validation) + count(test));
    List<String> users = new ArrayList<>();
    int kept = 0;
    for (int u = 0; u < train.length; u++) {
      if (train[u].length > 0) {
        users.add(split.train().users().get(u));
        train[kept] = train[u];
        validation[kept] = validation[u];
        test[kept] = test[u];
        kept++;
      }
    }
    if (kept == 0) {
      throw new ConfigException(
          DataCode.DATA_EMPTY,
          "training needs positive interactions with items of the catalogue, found none among "
              + (split.train().size() + split.validation().size() + split.test().size())
              + " ("
              + dropped
              + " name items that it lacks); check what counts as positive and the item ids");
    }
    return new Positives(
        List.copyOf(users),
        Arrays.copyOf(train, kept),
        Arrays.copyOf(validation, kept),
        Arrays.copyOf(test, kept),
        dropped);
  }

  /** The keys of the users that have something in train. */
  public List<String> users() {
    return users;
  }

  /** Per user the ordinals in train, ascending; never empty. */
  public int[][] train() {
    return train;
  }

  /** Per user the ordinals in validation, ascending. */
  public int[][] validation() {
    return validation;
  }

  /** Per user the ordinals in test, ascending. */
  public int[][] test() {
    return test;
  }

  /** Rows left out because the catalogue lacks their item. */
  public int dropped() {
    return dropped;
  }

  /** The number of ordinals in all lists together. */
  public static int count(int[][] lists) {
    int count = 0;
    for (int[] list : lists) {
      count += list.length;
    }
    return count;
  }

  /** The numbers of the lists that hold something, ascending. */
  public static int[] filled(int[][] lists) {
    return IntStream.range(0, lists.length).filter(u -> lists[u].length > 0).toArray();
  }

  private static int[][] lists(InteractionTable table, Map<String, Integer> ordinals) {
    int[] ordinal =
        table.items().asList().stream().mapToInt(id -> ordinals.getOrDefault(id, -1)).toArray();
    int[][] lists = table.itemsByUser();
    for (int u = 0; u < lists.length; u++) {
      lists[u] =
          Arrays.stream(lists[u])
              .map(i -> ordinal[i])
              .filter(i -> i >= 0)
              .sorted()
              .distinct()
              .toArray();
    }
    return lists;
  }
}
