package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Knows what every item is worth, says so, counts what it is asked, and falls silent when told. */
final class CountingJudge {
  private final double[] worth;
  private final AtomicLong asked = new AtomicLong();
  private final long most;

  CountingJudge(double[] worth) {
    this(worth, Long.MAX_VALUE);
  }

  CountingJudge(double[] worth, long most) {
    this.worth = worth.clone();
    this.most = most;
  }

  /** Items in the given order are already the best first. */
  static CountingJudge falling(int n) {
    double[] worth = new double[n];
    for (int i = 0; i < n; i++) {
      worth[i] = -i;
    }
    return new CountingJudge(worth);
  }

  long asked() {
    return asked.get();
  }

  private void count() throws HaltedException {
    if (asked.incrementAndGet() > most) {
      throw new HaltedException(HaltedException.Cause.BUDGET, "enough");
    }
  }

  Preference compare(int first, int second) throws HaltedException {
    count();
    int order = Double.compare(worth[first], worth[second]);
    return order > 0 ? Preference.FIRST : order < 0 ? Preference.SECOND : Preference.TIE;
  }

  OptionalInt best(List<Integer> items) throws HaltedException {
    count();
    return OptionalInt.of(items.indexOf(ordered(items).getFirst()));
  }

  List<Integer> order(List<Integer> items) throws HaltedException {
    count();
    return ordered(items);
  }

  List<Integer> pick(List<Integer> items, int count) throws HaltedException {
    count();
    return ordered(items).subList(0, count);
  }

  double worth(int item) throws HaltedException {
    count();
    return worth[item];
  }

  List<Integer> ordered(List<Integer> items) {
    List<Integer> ordered = new ArrayList<>(items);
    ordered.sort(Comparator.comparingDouble(i -> -worth[i]));
    return ordered;
  }
}
