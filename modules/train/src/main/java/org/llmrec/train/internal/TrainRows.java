package org.llmrec.train.internal;

import java.util.Arrays;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;

/** Lists of items by user and of users by item, and who asks with which of them. */
public final class TrainRows {
  private TrainRows() {}

  /**
   * Refuses to learn from nothing.
   *
   * @throws ConfigException if there is no row to learn from
   */
  public static void require(String method, TrainingData data) {
    if (data.positives().size() == 0) {
      throw new ConfigException(
          DataCode.DATA_EMPTY,
          method + " learns from positive interactions, found none; check what counts as positive");
    }
  }

  /** Per item its users, ascending. */
  public static int[][] usersByItem(int[][] byUser, int items) {
    int[] sizes = new int[items];
    for (int[] list : byUser) {
      for (int item : list) {
        sizes[item]++;
      }
    }
    int[][] byItem = new int[items][];
    Arrays.setAll(byItem, item -> new int[sizes[item]]);
    int[] next = new int[items];
    for (int user = 0; user < byUser.length; user++) {
      for (int item : byUser[user]) {
        byItem[item][next[item]++] = user;
      }
    }
    return byItem;
  }

  /** How many lists hold something. */
  public static int filled(int[][] lists) {
    return (int) Arrays.stream(lists).filter(list -> list.length > 0).count();
  }

  /** The history's items, ascending, each once. */
  public static int[] history(Asker.Reader reader) {
    return Arrays.stream(reader.history()).sorted().distinct().toArray();
  }

  /** Whether the history is exactly what training knew of that user. */
  public static boolean asTrained(Asker.Reader reader, int[] history, int[][] byUser) {
    return reader.known() && history.length > 0 && Arrays.equals(history, byUser[reader.user()]);
  }
}
