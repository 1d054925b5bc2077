package org.llmrec.enrich.job;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
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
  private static final int LOOK_UP = 256;

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

  /** The next few questions, to be looked up together; none at the end. */
  static List<Question> next(Iterator<Question> questions) {
    List<Question> batch = new ArrayList<>(LOOK_UP);
    while (batch.size() < LOOK_UP && questions.hasNext()) {
      batch.add(questions.next());
    }
    return batch;
  }

  /** What has to be done about a question. */
  enum Fate {
    /** Nothing: it is answered since before the run. */
    PRESENT,
    /** Nothing: it is the same call as another of this run. */
    SHARED,
    /** It has to be asked. */
    ASK
  }

  /**
   * Looks questions up.
   *
   * @param underWay whether a key is being asked about already
   * @return the fate of each; no two to ask have the same key
   */
  List<Fate> fates(List<Question> batch, Predicate<AnswerKey> underWay) throws IOException {
    // Which are under way is asked before the store is: an answer that lands in between is found.
    Set<AnswerKey> wanted = new HashSet<>();
    List<Boolean> first = new ArrayList<>();
    Set<AnswerKey> lookUp = new HashSet<>();
    for (Question question : batch) {
      boolean candidate = !underWay.test(question.key()) && wanted.add(question.key());
      first.add(candidate);
      if (candidate) {
        lookUp.add(question.key());
        if (!replaceImported) {
          lookUp.addAll(imported(question));
        }
      }
    }
    Map<AnswerKey, StoredAnswer> found = store.find(lookUp);
    List<Fate> fates = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      fates.add(first.get(i) ? fate(batch.get(i), found) : Fate.SHARED);
    }
    return fates;
  }

  private Fate fate(Question question, Map<AnswerKey, StoredAnswer> found) {
    StoredAnswer own = found.get(question.key());
    if (own != null && writtenByThisRun(own)) {
      return Fate.SHARED;
    }
    return answers(own) || importedWhole(question, found) ? Fate.PRESENT : Fate.ASK;
  }

  private boolean answers(StoredAnswer own) {
    return own != null
        && (own.status().usable() || (own.status() == AnswerStatus.DISCARDED && !retryDiscarded));
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
