package org.llmrec.enrich.job;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.StoredAnswer;

/** Tells the questions that have to be asked from those that need not. */
final class Triage {
  private final AnswerStore store;
  private final boolean retryDiscarded;
  private final boolean replaceImported;
  private final Instant begun;

  /**
   * For a run.
   *
   * @param begun when the run began: what was written since is this run's own
   */
  Triage(AnswerStore store, JobOptions options, Instant begun) {
    this.store = store;
    this.retryDiscarded = options.retryDiscarded();
    this.replaceImported = options.replaceImported();
    this.begun = begun;
  }

  /**
   * A batch, sorted.
   *
   * @param ask those to ask, no two with the same key
   * @param present how many are answered since before the run
   * @param shared how many are the same call as another of this run
   */
  record Sorted(List<Question> ask, long present, long shared) {}

  /**
   * Sorts a batch.
   *
   * @param underWay whether a key is being asked about already
   */
  Sorted sort(List<Question> batch, Predicate<AnswerKey> underWay) throws IOException {
    List<Question> candidates = new ArrayList<>();
    Set<AnswerKey> wanted = new HashSet<>();
    Set<AnswerKey> lookUp = new HashSet<>();
    long shared = 0;
    for (Question question : batch) {
      if (underWay.test(question.key()) || !wanted.add(question.key())) {
        shared++;
      } else {
        candidates.add(question);
        lookUp.add(question.key());
        if (!replaceImported) {
          lookUp.addAll(imported(question));
        }
      }
    }
    Map<AnswerKey, StoredAnswer> found = store.find(lookUp);
    List<Question> ask = new ArrayList<>();
    long present = 0;
    for (Question question : candidates) {
      StoredAnswer own = found.get(question.key());
      if (own != null && writtenByThisRun(own)) {
        shared++;
      } else if (answers(own) || importedWhole(question, found)) {
        present++;
      } else {
        ask.add(question);
      }
    }
    return new Sorted(ask, present, shared);
  }

  private boolean answers(StoredAnswer own) {
    return own != null
        && (own.status().usable() || own.status() == AnswerStatus.DISCARDED && !retryDiscarded);
  }

  private boolean importedWhole(Question question, Map<AnswerKey, StoredAnswer> found) {
    return !replaceImported
        && imported(question).stream()
            .map(found::get)
            .allMatch(row -> row != null && row.status().usable());
  }

  /** Imports know fields, not packs: a pack is answered when each of its fields is. */
  private static List<AnswerKey> imported(Question question) {
    return question.prompt().fields().stream()
        .map(field -> AnswerKey.imported(question.item(), field))
        .toList();
  }

  private boolean writtenByThisRun(StoredAnswer row) {
    try {
      return !Instant.parse(row.created()).isBefore(begun);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
