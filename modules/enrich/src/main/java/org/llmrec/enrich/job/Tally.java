package org.llmrec.enrich.job;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.ModelException;

/** Counts what becomes of questions. Thread-safe; the planner alone counts in. */
final class Tally {
  private final LongAdder present = new LongAdder();
  private final LongAdder shared = new LongAdder();
  private final Map<AnswerStatus, LongAdder> stored = new EnumMap<>(AnswerStatus.class);
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private volatile long seen;

  Tally() {
    for (AnswerStatus status : AnswerStatus.values()) {
      stored.put(status, new LongAdder());
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread counts in.
  void seen(long more) {
    seen += more;
  }

  /** Counts those that need not be asked, and says how many they are. */
  long spared(List<Triage.Fate> fates) {
    long spared = 0;
    for (Triage.Fate fate : fates) {
      switch (fate) {
        case PRESENT -> present.increment();
        case SHARED -> shared.increment();
        case ASK -> spared--;
      }
      spared++;
    }
    return spared;
  }

  /** A row is on the disk. */
  void stored(AnswerStatus status) {
    stored.get(status).increment();
  }

  /** A call brought no answer. */
  void failure(ModelException.Kind kind) {
    failures
        .computeIfAbsent(kind.name().toLowerCase(Locale.ROOT), k -> new LongAdder())
        .increment();
  }

  Map<String, Long> failures() {
    Map<String, Long> sums = new TreeMap<>();
    failures.forEach((kind, count) -> sums.put(kind, count.sum()));
    return sums;
  }

  private long of(AnswerStatus status) {
    return stored.get(status).sum();
  }

  /** Rows on the disk. */
  long stored() {
    return stored.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /**
   * Sums up, when nothing is under way.
   *
   * @param total as announced; what the catalogue really had counts once all of it was seen
   */
  EnrichmentSummary summary(
      long total, boolean sawAll, Spend before, Spend after, Ending ending, double seconds) {
    long questions = sawAll ? seen : Math.max(total, seen);
    return new EnrichmentSummary(
        questions,
        present.sum(),
        shared.sum(),
        of(AnswerStatus.OK),
        of(AnswerStatus.WARNED),
        of(AnswerStatus.DISCARDED),
        of(AnswerStatus.FAILED),
        questions - present.sum() - shared.sum() - stored(),
        failures(),
        minus(after, before),
        after,
        ending.reason(),
        ending.message(),
        seconds);
  }

  private static Spend minus(Spend after, Spend before) {
    return new Spend(
        after.calls() - before.calls(),
        after.failed() - before.failed(),
        after.lost() - before.lost(),
        after.promptTokens() - before.promptTokens(),
        after.completionTokens() - before.completionTokens(),
        after.cost() - before.cost());
  }
}
