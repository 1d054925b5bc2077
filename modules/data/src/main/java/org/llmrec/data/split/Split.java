package org.llmrec.data.split;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * Three disjoint tables with the same numbers for users and items, both numbered in the order of
 * their ids' UTF-16 code units, rows in the order of user and item: equal positives give equal
 * splits, whatever order they came in.
 */
public record Split(InteractionTable train, InteractionTable validation, InteractionTable test) {
  /**
   * Deals the rows out.
   *
   * @param table in canonical order
   * @param parts per row where it goes, {@code [table.size()]}
   */
  public static Split of(InteractionTable table, Part[] parts) {
    return new Split(
        table.filter(row -> parts[row] == Part.TRAIN),
        table.filter(row -> parts[row] == Part.VALIDATION),
        table.filter(row -> parts[row] == Part.TEST));
  }

  /** The rows of certain items; see {@link InteractionTable#among}. */
  public Split among(Ids items) {
    return new Split(train.among(items), validation.among(items), test.among(items));
  }

  /** SHA-256 over which user and item stand in which part; values and times do not count. */
  public String hash() {
    MessageDigest digest = Hashes.sha256();
    add(digest, "train", train);
    add(digest, "validation", validation);
    add(digest, "test", test);
    return Hashes.hex(digest);
  }

  private static void add(MessageDigest digest, String part, InteractionTable table) {
    text(digest, part);
    for (int row = 0; row < table.size(); row++) {
      text(digest, table.users().get(table.user(row)));
      text(digest, table.items().get(table.item(row)));
    }
  }

  /** With an end mark that no id contains, so that two texts never run into each other. */
  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
