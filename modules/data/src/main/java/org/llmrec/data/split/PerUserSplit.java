package org.llmrec.data.split;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.table.Ids;
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
    int[][] byUser = sortedByItem(positives);
    boolean[] split = new boolean[byUser.length];
    boolean[] kept = new boolean[byUser.length];
    for (int user = 0; user < byUser.length; user++) {
      split[user] = byUser[user].length >= options.minPositives();
      kept[user] = split[user] || (options.keepSmallUsers() && byUser[user].length > 0);
    }
    Canonical canonical = new Canonical(positives, byUser, kept);
    for (int user : canonical.userOrder) {
      int[] rows = byUser[user];
      int[] part = new int[rows.length];
      if (split[user]) {
        assign(part, positives.users().get(user), options);
      }
      for (int i = 0; i < rows.length; i++) {
        canonical.add(part[i], rows[i]);
      }
    }
    return canonical.split();
  }

  /** 0 = train, 1 = validation, 2 = test, for the user's positives in the order of item ids. */
  private static void assign(int[] part, String user, SplitOptions options) {
    int n = part.length;
    int held = Math.max(1, (int) Math.round(options.share() * n));
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = generator(options.seed(), user);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    for (int i = 0; i < held; i++) {
      part[order[i]] = 2;
      part[order[held + i]] = 1;
    }
  }

  private static SplittableRandom generator(long seed, String user) {
    MessageDigest digest = Hashes.sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
    digest.update(user.getBytes(StandardCharsets.UTF_8));
    return new SplittableRandom(ByteBuffer.wrap(digest.digest()).getLong());
  }

  private static int[][] sortedByItem(InteractionTable positives) {
    int[] rank = ranks(positives.items());
    int[][] byUser = positives.rowsByUser();
    for (int user = 0; user < byUser.length; user++) {
      long[] keyed = new long[byUser[user].length];
      for (int i = 0; i < keyed.length; i++) {
        int row = byUser[user][i];
        keyed[i] = ((long) rank[positives.item(row)] << 32) | row;
      }
      Arrays.sort(keyed);
      for (int i = 0; i < keyed.length; i++) {
        byUser[user][i] = (int) keyed[i];
        if (i > 0 && keyed[i] >>> 32 == keyed[i - 1] >>> 32) {
          throw new IllegalArgumentException(
              "expected one row per user and item, found user '"
                  + positives.users().get(user)
                  + "' twice with item '"
                  + positives.items().get(positives.item((int) keyed[i]))
                  + "'; merge repeats first");
        }
      }
    }
    return byUser;
  }

  /** Each number's place in the order of the ids. */
  private static int[] ranks(Ids ids) {
    int[] rank = new int[ids.size()];
    int place = 0;
    for (String id : ids.asList().stream().sorted().toList()) {
      rank[ids.indexOf(id)] = place++;
    }
    return rank;
  }

  /** Renumbers what is kept in the order of the ids, and collects the three parts. */
  private static final class Canonical {
    private final InteractionTable source;
    private final List<Integer> userOrder = new ArrayList<>();
    private final Ids users;
    private final Ids items;
    private final InteractionTable.Builder[] parts = {
      new InteractionTable.Builder(), new InteractionTable.Builder(), new InteractionTable.Builder()
    };

    Canonical(InteractionTable source, int[][] byUser, boolean[] kept) {
      this.source = source;
      List<String> names = new ArrayList<>();
      Set<String> present = new HashSet<>();
      for (int user = 0; user < byUser.length; user++) {
        if (kept[user]) {
          names.add(source.users().get(user));
          for (int row : byUser[user]) {
            present.add(source.items().get(source.item(row)));
          }
        }
      }
      users = Ids.of(names.stream().sorted().toList());
      items = Ids.of(present.stream().sorted().toList());
      users.asList().forEach(name -> userOrder.add(source.users().indexOf(name)));
    }

    void add(int part, int row) {
      parts[part].add(
          users.indexOf(source.users().get(source.user(row))),
          items.indexOf(source.items().get(source.item(row))),
          source.value(row),
          source.time(row));
    }

    Split split() {
      return new Split(
          parts[0].build(users, items), parts[1].build(users, items), parts[2].build(users, items));
    }
  }
}
