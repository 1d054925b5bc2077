package org.llmrec.rerank.history;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;

/**
 * The histories of the people that may be learnt from. Whatever a prompt or a model is taught with
 * is made of these, so that no held-out interaction can get into it. Immutable and thread-safe if
 * the items' source is.
 */
public final class TrainingHistories {
  private final TrainingData training;
  private final InteractionTable table;
  private final int[][] rows;
  private final Function<String, HistoryItem> items;
  private final boolean rated;

  /**
   * Takes what may be learnt from.
   *
   * @param items what an item's id stands for
   * @param rated whether the table's values are ratings, to be shown as such
   */
  public TrainingHistories(
      TrainingData training, Function<String, HistoryItem> items, boolean rated) {
    this.training = training;
    this.table = training.positives();
    this.rows = table.rowsByUserInTime();
    this.items = Objects.requireNonNull(items, "items");
    this.rated = rated;
  }

  /** Where they come from. */
  public TrainingData training() {
    return training;
  }

  /** The ids of all users, some perhaps without a history. */
  public List<String> users() {
    return table.users().asList();
  }

  /** How many items that user met. */
  public int size(int user) {
    return rows[user].length;
  }

  /** The numbers of the items that a user met, the oldest first. */
  public int[] numbers(int user) {
    return Arrays.stream(rows[user]).map(table::item).toArray();
  }

  /** An item by its number. */
  public HistoryItem item(int number) {
    return items.apply(table.items().get(number));
  }

  /**
   * What a user met, the oldest first; without times, in the order of the table.
   *
   * @param user the user's number
   */
  public History of(int user) {
    return latest(user, rows[user].length);
  }

  /** The most recent {@code n} of it, still the oldest first. */
  public History latest(int user, int n) {
    int[] own = rows[user];
    return new History(
        Arrays.stream(own, Math.max(0, own.length - n), own.length).mapToObj(this::met).toList());
  }

  private HistoryItem met(int row) {
    HistoryItem item = item(table.item(row));
    return rated ? item.value(table.value(row)) : item;
  }
}
