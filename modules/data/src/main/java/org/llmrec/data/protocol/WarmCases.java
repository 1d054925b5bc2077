package org.llmrec.data.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.llmrec.data.table.InteractionTable;

/** Cases of users who are asked with what they did before, and belong to a slice by how much. */
final class WarmCases {
  /** The slice of users of whom training has no row. */
  static final String UNKNOWN_USER = "user:unknown";

  private static final int[] STEPS = {1, 10, 20, 50};

  private final InteractionTable known;
  private final int[][] histories;
  private final long[] times;
  private final int[][] masked;

  /**
   * From what is fitted and what is masked.
   *
   * @param known the rows that the ranking may be made from
   * @param masked the rows whose items are taken out of their user's ranking
   */
  WarmCases(InteractionTable known, InteractionTable masked) {
    this.known = known;
    int[][] rows = known.rowsByUserInTime();
    this.histories =
        Arrays.stream(rows).map(list -> Histories.items(known, list)).toArray(int[][]::new);
    this.times = Arrays.stream(rows).mapToLong(list -> Histories.lastTime(known, list)).toArray();
    this.masked = masked.itemsByUser();
  }

  /** One case per user with a row in {@code asked}, in the order of users, over all items. */
  List<EvaluationCase> of(InteractionTable asked) {
    int[][] relevant = asked.itemsByUser();
    List<EvaluationCase> cases = new ArrayList<>();
    for (int user = 0; user < relevant.length; user++) {
      if (relevant[user].length > 0) {
        cases.add(of(user, "", relevant[user], null, Set.of()));
      }
    }
    return cases;
  }

  /** A user's case. The id is the user's with {@code suffix}. */
  EvaluationCase of(
      int user, String suffix, int[] relevant, int[] candidates, Set<String> moreSlices) {
    int[] history = histories[user];
    Set<String> slices = new HashSet<>(moreSlices);
    slices.add(slice(history.length));
    if (history.length == 0) {
      slices.add(UNKNOWN_USER);
    }
    return new EvaluationCase(
        known.users().get(user) + suffix,
        new Asker.Reader(history.length == 0 ? Asker.Reader.UNKNOWN : user, history, times[user]),
        masked[user],
        relevant,
        ones(relevant.length),
        candidates,
        slices);
  }

  /** {@code history:0}, {@code history:1-9}, {@code 10-19}, {@code 20-49} or {@code 50+}. */
  static String slice(int length) {
    if (length == 0) {
      return "history:0";
    }
    int i = STEPS.length - 1;
    while (length < STEPS[i]) {
      i--;
    }
    String to = i == STEPS.length - 1 ? "+" : "-" + (STEPS[i + 1] - 1);
    return "history:" + STEPS[i] + to;
  }

  /** Binary gains. */
  static int[] ones(int n) {
    int[] gains = new int[n];
    Arrays.fill(gains, 1);
    return gains;
  }
}
