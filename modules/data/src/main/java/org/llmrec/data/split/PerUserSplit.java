package org.llmrec.data.split;

import java.util.Arrays;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.InteractionTable;

/**
 * The per-user random split (protocol A). A user's positives, sorted by item id, are shuffled by a
 * generator that depends on the seed and the user's id alone; the first {@code max(1, round(share ·
 * n))} are test, as many again validation, the rest train. Halves round up.
 */
public final class PerUserSplit {
  private PerUserSplit() {}

  /**
   * Splits.
   *
   * @param positives one row per user and item, as the import leaves them
   * @throws IllegalArgumentException if a user meets an item twice
   */
  public static Split of(InteractionTable positives, SplitOptions options) {
    InteractionTable kept =
        CanonicalTable.ofUsersWith(
            positives, options.keepSmallUsers() ? 1 : options.minPositives());
    Part[] parts = new Part[kept.size()];
    Arrays.fill(parts, Part.TRAIN);
    int[][] byUser = kept.rowsByUser();
    for (int user = 0; user < byUser.length; user++) {
      if (byUser[user].length >= options.minPositives()) {
        assign(parts, byUser[user], kept.users().get(user), options);
      }
    }
    return Split.of(kept, parts);
  }

  private static void assign(Part[] parts, int[] rows, String user, SplitOptions options) {
    int held = Math.max(1, (int) Math.round(options.share() * rows.length));
    int[] order = SeededShuffle.of(rows.length, options.seed(), user);
    for (int i = 0; i < held; i++) {
      parts[rows[order[i]]] = Part.TEST;
      parts[rows[order[held + i]]] = Part.VALIDATION;
    }
  }
}
