package org.llmrec.train.hybrid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.Signals;
import org.llmrec.train.internal.Measure;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.list.RankedList;

/**
 * Users who are taken out of training with all their rows, to learn from them how to rank for
 * somebody new. What the methods say of a user whose rows they were fitted on, even of a few of
 * them, they do not say of one they never saw.
 */
final class TakenOut {
  /** Each has a list for every length; more hardly change so small a network. */
  private static final int MOST_USERS = 1_000;

  private final InteractionTable rows;
  private final TrainingData others;
  private final int[] users;

  private TakenOut(InteractionTable rows, TrainingData others, int[] users) {
    this.rows = rows;
    this.others = others;
    this.users = users;
  }

  /**
   * Draws them among the users of two rows or more: one to be known by, one to be found.
   *
   * @param share of those users, 0 to 1
   */
  static TakenOut of(TrainingData data, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    InteractionTable rows = data.positives();
    int[][] byUser = rows.rowsByUser();
    boolean[] out = new boolean[byUser.length];
    for (int user = 0; user < out.length; user++) {
      out[user] = byUser[user].length > 1 && random.nextDouble() < share;
    }
    int[] users = IntStream.range(0, out.length).filter(user -> out[user]).toArray();
    return new TakenOut(rows, data.keeping(row -> !out[rows.user(row)]), users);
  }

  /** Whether nobody was taken out. */
  boolean isEmpty() {
    return users.length == 0;
  }

  /** What the methods are fitted on. */
  TrainingData others() {
    return others;
  }

  /**
   * What those who were taken out teach: all that comes after the first few items is to be found.
   *
   * @param signals fitted on {@link #others}
   * @param depth how long lists are at most
   */
  List<UserLists> lists(Signals signals, int depth, Workers workers) {
    Candidates candidates = new Candidates(signals, item -> true, depth);
    int[] chosen = Measure.spread(users, MOST_USERS);
    int[][] byUser = rows.rowsByUserInTime();
    UserLists[] lists = new UserLists[chosen.length];
    workers.each(
        chosen.length,
        i -> lists[i] = new UserLists(lists(candidates, byUser[chosen[i]]), Optional.empty()));
    return List.of(lists);
  }

  private List<RankedList> lists(Candidates candidates, int[] own) {
    int[] items = Arrays.stream(own).map(rows::item).toArray();
    return Arrays.stream(Lists.SHORT)
        .filter(length -> length < items.length)
        .mapToObj(
            length -> {
              int[] rest = Arrays.copyOfRange(items, length, items.length);
              Arrays.sort(rest);
              History history =
                  new History(Arrays.copyOf(items, length), rows.time(own[length - 1]));
              return candidates.of(history, rest, false).teaching();
            })
        .flatMap(Optional::stream)
        .toList();
  }
}
