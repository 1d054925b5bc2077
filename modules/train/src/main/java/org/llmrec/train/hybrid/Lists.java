package org.llmrec.train.hybrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.Signals;
import org.llmrec.train.internal.Measure;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.list.RankedList;

/**
 * Makes lists to learn from of what was laid aside. Per user up to two: the held rows among what a
 * ranking by the whole history would show, and among what one by its first few items would.
 */
final class Lists {
  /**
   * More users than these hardly change so small a network; each costs a ranking, and two lists
   * that are held in memory.
   */
  private static final int MOST_USERS = 5_000;

  /** A probability has two or three digits that mean something; more users would not add one. */
  static final int MOST_JUDGED = 1_000;

  /** How many first items of a history a shortened one may have. */
  static final int[] SHORT = {1, 2, 3, 5, 10};

  private final Candidates candidates;
  private final LaidAside aside;
  private final boolean shortened;
  private final double untold;
  private final boolean unmet;
  private final boolean judged;

  /**
   * Lists of one kind of items.
   *
   * @param untold the share of lists that are asked for without a time
   * @param unmet the kind: those that lost all their rows, or all others
   * @param judged whether every second user's list is also kept as it is, up to {@link
   *     #MOST_JUDGED}
   */
  Lists(
      Signals signals,
      LaidAside aside,
      boolean shortened,
      double untold,
      int depth,
      boolean unmet,
      boolean judged) {
    this.candidates = new Candidates(signals, item -> aside.unmet(item) == unmet, depth);
    this.aside = aside;
    this.shortened = shortened;
    this.untold = untold;
    this.unmet = unmet;
    this.judged = judged;
  }

  /** Those of each user, in the order of users. */
  List<UserLists> make(long seed, Workers workers) {
    InteractionTable kept = aside.kept().positives();
    int[][] rows = kept.rowsByUserInTime();
    int[] chosen =
        Measure.spread(
            IntStream.range(0, rows.length)
                .filter(user -> rows[user].length > 0 && aside.held()[user].length > 0)
                .toArray(),
            MOST_USERS);
    UserLists[] byUser = new UserLists[chosen.length];
    int step = Math.max(2, (chosen.length + MOST_JUDGED - 1) / MOST_JUDGED);
    SplittableRandom seeds = new SplittableRandom(~seed);
    SplittableRandom[] randoms = new SplittableRandom[chosen.length];
    Arrays.setAll(randoms, i -> seeds.split());
    workers.each(
        chosen.length,
        i ->
            byUser[i] = of(chosen[i], rows[chosen[i]], randoms[i], judged && i % step == step - 1));
    return List.of(byUser);
  }

  private UserLists of(int user, int[] rows, SplittableRandom random, boolean judge) {
    List<RankedList> lists = new ArrayList<>();
    InteractionTable kept = aside.kept().positives();
    int[] history = Arrays.stream(rows).map(kept::item).toArray();
    int[] held = aside.held()[user];
    int[] positives = Arrays.stream(held).filter(item -> aside.unmet(item) == unmet).toArray();
    if (positives.length == 0) {
      return new UserLists(lists, Optional.empty());
    }
    Candidates.Made whole =
        candidates.of(history(history, rows[rows.length - 1], random), positives, judge);
    whole.teaching().ifPresent(lists::add);
    int length = SHORT[random.nextInt(SHORT.length)];
    if (shortened && length < history.length) {
      int[] first = Arrays.copyOf(history, length);
      candidates
          .of(history(first, rows[length - 1], random), positives, false)
          .teaching()
          .ifPresent(lists::add);
    }
    return new UserLists(lists, whole.judged());
  }

  private History history(int[] items, int last, SplittableRandom random) {
    boolean told = untold == 0 || random.nextDouble() >= untold;
    return new History(items, told ? aside.kept().positives().time(last) : Interaction.NO_TIME);
  }
}
