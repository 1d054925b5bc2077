package org.llmrec.enrich.job;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.llmrec.core.Progress;
import org.llmrec.enrich.store.Ledger;
import org.llmrec.enrich.store.Spend;

/** Tells a listener how the job stands. Thread-safe. */
final class JobStatus {
  private static final long EVERY_NANOS = 200_000_000;

  private final Progress.Task task;
  private final Ledger ledger;
  private final Tally tally;
  private final double costBefore;
  private final long begun = System.nanoTime();
  private final AtomicLong told = new AtomicLong(begun);

  JobStatus(Progress.Task task, Ledger ledger, Tally tally) {
    this.task = task;
    this.ledger = ledger;
    this.tally = tally;
    costBefore = ledger.spent().cost();
  }

  /** So many questions more are dealt with. */
  void counted(long questions) {
    task.advance(questions);
    long now = System.nanoTime();
    long last = told.get();
    if (now - last >= EVERY_NANOS && told.compareAndSet(last, now)) {
      task.status(text((now - begun) / 1e9));
    }
  }

  /** How far the batches have come that the server has. */
  void batches(int open, long answered, long calls) {
    task.status(
        String.format(
            Locale.ROOT,
            "%d batches with the server, %,d of %,d calls answered, %s",
            open,
            answered,
            calls,
            text((System.nanoTime() - begun) / 1e9)));
  }

  /** Answers a second, cost so far, failed calls by kind. */
  private String text(double seconds) {
    Spend spent = ledger.spent();
    String failures = failures(tally.failures());
    return String.format(
        Locale.ROOT,
        "%.1f answers/s, cost %.2f (account %.2f)%s",
        tally.stored() / seconds,
        spent.cost() - costBefore,
        spent.cost(),
        failures.isEmpty() ? "" : ", failed calls: " + failures);
  }

  private static String failures(Map<String, Long> byKind) {
    return byKind.entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
