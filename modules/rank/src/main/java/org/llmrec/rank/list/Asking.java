package org.llmrec.rank.list;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One question by somebody with a history. What every part has to say to them is worked out once,
 * whatever is asked of it then. For one thread; closing gives its memory back to the next question,
 * so nothing that it handed out may be used any more. One that is never closed only costs that.
 */
public final class Asking implements AutoCloseable {
  private final Signals signals;
  private final Memory memory;
  private final int[] items;
  private final long time;
  private final boolean trained;
  private final Standing[] standings;
  private Factors solvedWith;
  private float[] user;

  Asking(Signals signals, History history, Memory memory) {
    this.signals = signals;
    this.memory = memory;
    this.items = distinct(history.items());
    this.time = history.time();
    this.trained = history.trained();
    this.standings = new Standing[signals.parts().size()];
    for (int p = 0; p < standings.length; p++) {
      standings[p] = new Standing(memory.opinion(p, signals.parts().get(p), this));
    }
  }

  private static int[] distinct(int[] items) {
    Set<Integer> seen = new LinkedHashSet<>();
    for (int item : items) {
      seen.add(item);
    }
    return seen.size() == items.length
        ? items
        : seen.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether the ranker was learnt from these rows. */
  boolean trained() {
    return trained;
  }

  /** The items of the history, none twice. */
  int[] items() {
    return items;
  }

  long time() {
    return time;
  }

  Popular popular() {
    return signals.popular();
  }

  /** The user's vector; two parts that rank by the same factors have it solved once. */
  float[] user(Factors factors) {
    if (solvedWith != factors) {
      user = factors.user(items);
      solvedWith = factors;
    }
    return user;
  }

  Standing standing(int part) {
    return standings[part];
  }

  /**
   * Features of some items.
   *
   * @return {@code [features][candidates or more]}, until the next call
   * @throws IndexOutOfBoundsException if an ordinal names no item
   */
  public float[][] features(int[] candidates) {
    float[][] features = memory.features(signals.size(), candidates.length);
    signals.fill(this, candidates, features);
    return features;
  }

  /** For a network to work with; {@link #features} gives what no network overwrites. */
  Memory memory() {
    return memory;
  }

  /**
   * The plain sum of the parts' standardised scores of all items.
   *
   * @param sums {@code [N]}, written
   */
  public void sums(float[] sums) {
    Arrays.fill(sums, 0);
    for (Standing standing : standings) {
      standing.addTo(sums);
    }
  }

  @Override
  public void close() {
    signals.giveBack(memory);
  }
}
