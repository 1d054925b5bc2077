package org.llmrec.enrich.job;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.llmrec.enrich.store.Spend;

/**
 * What became of every question. Nothing is lost: {@code questions = present + shared + ok + warned
 * + discarded + failed + notReached}.
 *
 * @param questions counted in
 * @param present answered before this run began
 * @param shared the same call as another question of this run, whose fate they share
 * @param ok answered as asked for, and on the disk
 * @param warned answered, and used although something is wrong
 * @param discarded answered, and not used
 * @param failed without an answer; asked again by the next run
 * @param notReached left when the job ended
 * @param failures calls that brought no answer by the kind of failure in lower case, those that
 *     were tried again with success counted
 * @param spent by this run
 * @param account spent on the account, this run and those before
 * @param reason why it ended
 * @param message the same as a sentence; empty when done
 * @param seconds it took
 */
public record EnrichmentSummary(
    long questions,
    long present,
    long shared,
    long ok,
    long warned,
    long discarded,
    long failed,
    long notReached,
    Map<String, Long> failures,
    Spend spent,
    Spend account,
    StopReason reason,
    String message,
    double seconds) {
  /**
   * Checks that every question is counted once.
   *
   * @throws IllegalStateException if not
   */
  public EnrichmentSummary {
    long counted = present + shared + ok + warned + discarded + failed + notReached;
    if (questions != counted || notReached < 0) {
      throw new IllegalStateException(
          "questions went missing: "
              + questions
              + " counted in, but "
              + present
              + " present + "
              + shared
              + " shared + "
              + ok
              + " ok + "
              + warned
              + " warned + "
              + discarded
              + " discarded + "
              + failed
              + " failed + "
              + notReached
              + " not reached = "
              + counted);
    }
    failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    Objects.requireNonNull(spent, "spent");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(message, "message");
  }

  /** Rows that this run brought to the disk. */
  public long stored() {
    return ok + warned + discarded + failed;
  }

  /** Whether every question has an answer now, used or not. */
  public boolean complete() {
    return failed == 0 && notReached == 0;
  }
}
