package org.llmrec.train.hybrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.list.Asking;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.Signals;
import org.llmrec.train.internal.Measure;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.list.RankedList;

/**
 * Makes lists to learn from of what was laid aside. Per user up to two: the held rows among what a
 * ranking by the whole history would show, and among what one by its first few items would. A list
 * has the best by the plain sum of the methods' scores; what is positive and not among them, the
 * network will not be asked about.
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
  private static final int[] SHORT = {1, 2, 3, 5, 10};

  private final Signals signals;
  private final LaidAside aside;
  private final boolean shortened;
  private final int depth;
  private final boolean unmet;
  private final boolean judged;

  /**
   * Lists of one kind of items.
   *
   * @param unmet the kind: those that lost all their rows, or all others
   * @param judged whether every second user's list is also kept as it is, up to {@link
   *     #MOST_JUDGED}
   */
  Lists(
      Signals signals,
      LaidAside aside,
      boolean shortened,
      int depth,
      boolean unmet,
      boolean judged) {
    this.signals = signals;
    this.aside = aside;
    this.shortened = shortened;
    this.depth = depth;
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
    Candidates whole =
        candidates(new History(history, kept.time(rows[rows.length - 1])), positives, judge);
    whole.teaching().ifPresent(lists::add);
    int length = SHORT[random.nextInt(SHORT.length)];
    if (shortened && length < history.length) {
      int[] first = Arrays.copyOf(history, length);
      candidates(new History(first, kept.time(rows[length - 1])), positives, false)
          .teaching()
          .ifPresent(lists::add);
    }
    return new UserLists(lists, whole.judged());
  }

  /** One list: to learn from, where a positive is in it, and to judge by, where that is wanted. */
  private record Candidates(Optional<RankedList> teaching, Optional<JudgedList> judged) {}

  /**
   * A list.
   *
   * @param history what is known, and left out
   * @param positives what counts as positive, ascending
   */
  private Candidates candidates(History history, int[] positives, boolean judge) {
    try (Asking asking = signals.ask(history)) {
      return candidates(asking, history.items(), positives, judge);
    }
  }

  private Candidates candidates(Asking asking, int[] history, int[] positives, boolean judge) {
    float[] sums = new float[signals.items()];
    asking.sums(sums);
    for (int item = 0; item < sums.length; item++) {
      if (aside.unmet(item) != unmet) {
        sums[item] = Float.NEGATIVE_INFINITY;
      }
    }
    for (int item : history) {
      sums[item] = Float.NEGATIVE_INFINITY;
    }
    int[] best = TopK.ranked(sums, depth, null, new int[0]);
    float[] targets = new float[best.length];
    boolean[] positive = new boolean[best.length];
    boolean[] met = new boolean[best.length];
    for (int i = 0; i < targets.length; i++) {
      positive[i] = Arrays.binarySearch(positives, best[i]) >= 0;
      targets[i] = positive[i] ? 1 : 0;
      met[i] = !signals.unmet(best[i]);
    }
    float[][] features = asking.features(best);
    return new Candidates(
        RankedList.of(features, targets),
        judge && best.length > 0
            ? Optional.of(JudgedList.copyOf(history.length, features, positive, met))
            : Optional.empty());
  }
}
