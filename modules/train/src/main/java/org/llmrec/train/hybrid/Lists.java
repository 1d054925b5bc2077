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

  /** How many first items of a history a shortened one may have. */
  private static final int[] SHORT = {1, 2, 3, 5, 10};

  private final Signals signals;
  private final LaidAside aside;
  private final boolean shortened;
  private final int depth;
  private final boolean unmet;

  /**
   * Lists of one kind of items.
   *
   * @param unmet the kind: those that lost all their rows, or all others
   */
  Lists(Signals signals, LaidAside aside, boolean shortened, int depth, boolean unmet) {
    this.signals = signals;
    this.aside = aside;
    this.shortened = shortened;
    this.depth = depth;
    this.unmet = unmet;
  }

  /** All of them, in the order of users. */
  List<RankedList> make(long seed, Workers workers) {
    InteractionTable kept = aside.kept().positives();
    int[][] rows = kept.rowsByUserInTime();
    int[] chosen =
        Measure.spread(
            IntStream.range(0, rows.length)
                .filter(user -> rows[user].length > 0 && aside.held()[user].length > 0)
                .toArray(),
            MOST_USERS);
    List<List<RankedList>> byUser = new ArrayList<>();
    Arrays.stream(chosen).forEach(user -> byUser.add(new ArrayList<>()));
    SplittableRandom seeds = new SplittableRandom(~seed);
    SplittableRandom[] randoms = new SplittableRandom[chosen.length];
    Arrays.setAll(randoms, i -> seeds.split());
    workers.each(chosen.length, i -> of(chosen[i], rows[chosen[i]], randoms[i], byUser.get(i)));
    return byUser.stream().flatMap(List::stream).toList();
  }

  private void of(int user, int[] rows, SplittableRandom random, List<RankedList> lists) {
    InteractionTable kept = aside.kept().positives();
    int[] history = Arrays.stream(rows).map(kept::item).toArray();
    int[] held = aside.held()[user];
    int[] positives = Arrays.stream(held).filter(item -> aside.unmet(item) == unmet).toArray();
    if (positives.length == 0) {
      return;
    }
    long time = kept.time(rows[rows.length - 1]);
    list(new History(history, time), positives).ifPresent(lists::add);
    int length = SHORT[random.nextInt(SHORT.length)];
    if (shortened && length < history.length) {
      int[] first = Arrays.copyOf(history, length);
      list(new History(first, kept.time(rows[length - 1])), positives).ifPresent(lists::add);
    }
  }

  /**
   * A list; empty where no positive is in it.
   *
   * @param history what is known, and left out
   * @param positives what counts as positive, ascending
   */
  private Optional<RankedList> list(History history, int[] positives) {
    try (Asking asking = signals.ask(history)) {
      return list(asking, history.items(), positives);
    }
  }

  private Optional<RankedList> list(Asking asking, int[] history, int[] positives) {
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
    for (int i = 0; i < targets.length; i++) {
      targets[i] = Arrays.binarySearch(positives, best[i]) >= 0 ? 1 : 0;
    }
    return RankedList.of(asking.features(best), targets);
  }
}
