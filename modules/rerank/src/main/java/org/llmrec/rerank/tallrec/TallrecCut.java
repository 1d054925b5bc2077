package org.llmrec.rerank.tallrec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.split.Part;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.data.table.InteractionTable;

/** How samples are dealt out to train, validation and test, eight to one to one. */
public enum TallrecCut {
  /**
   * As the authors' script for films does it: the last 10,000 samples of a list in the order of
   * users are cut by their place. It is no split by time, whatever the paper's prose says: the user
   * at a cut stands on both sides of it, with windows that overlap, and everybody else's ratings of
   * a later time may be in train. For comparison with published figures only.
   */
  PUBLISHED,
  /** Users are dealt out by the seed, each with all of their samples. */
  USERS,
  /**
   * Two points in time, before which lie eight and nine tenths of the targets. A sample whose
   * history and target do not lie between the same two points is left out.
   */
  TIME;

  private static final int PUBLISHED_SAMPLES = 10_000;

  /** The name on a command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Where each window goes; null where it is left out.
   *
   * @throws ConfigException if times are needed and missing, or too few of them differ
   */
  Part[] parts(List<TallrecWindow> windows, InteractionTable table, long seed) {
    return switch (this) {
      case PUBLISHED -> published(windows.size());
      case USERS -> users(windows, table, seed);
      case TIME -> time(windows, table);
    };
  }

  private static Part[] published(int n) {
    int kept = Math.min(n, PUBLISHED_SAMPLES);
    Part[] parts = new Part[n];
    for (int i = 0; i < kept; i++) {
      parts[n - kept + i] = part(i, kept);
    }
    return parts;
  }

  private static Part part(int place, int of) {
    return place < 8L * of / 10 ? Part.TRAIN : place < 9L * of / 10 ? Part.VALIDATION : Part.TEST;
  }

  private static Part[] users(List<TallrecWindow> windows, InteractionTable table, long seed) {
    int[] asked = windows.stream().mapToInt(TallrecWindow::user).distinct().sorted().toArray();
    int[] order = SeededShuffle.of(asked.length, seed, "tallrec users");
    Part[] ofUser = new Part[table.users().size()];
    for (int i = 0; i < order.length; i++) {
      ofUser[asked[order[i]]] = part(i, order.length);
    }
    return windows.stream().map(window -> ofUser[window.user()]).toArray(Part[]::new);
  }

  private static Part[] time(List<TallrecWindow> windows, InteractionTable table) {
    long[] times = windows.stream().mapToLong(w -> table.time(w.target())).sorted().toArray();
    if (times.length == 0) {
      return new Part[0];
    }
    if (times[0] == Interaction.NO_TIME) {
      throw new ConfigException(
          DataCode.TIMES_UNUSABLE,
          "expected a time with every interaction to split by time, found one without; split by"
              + " users");
    }
    long first = times[(int) (8L * times.length / 10)];
    long second = times[(int) (9L * times.length / 10)];
    return windows.stream()
        .map(window -> within(window, table, first, second))
        .toArray(Part[]::new);
  }

  private static Part within(TallrecWindow window, InteractionTable table, long a, long b) {
    Part target = at(table.time(window.target()), a, b);
    boolean whole =
        Arrays.stream(window.history()).allMatch(row -> at(table.time(row), a, b) == target);
    return whole ? target : null;
  }

  private static Part at(long time, long first, long second) {
    return time < first ? Part.TRAIN : time < second ? Part.VALIDATION : Part.TEST;
  }
}
