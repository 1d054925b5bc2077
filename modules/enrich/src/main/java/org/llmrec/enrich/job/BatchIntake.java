package org.llmrec.enrich.job;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.batch.BatchCall;

/** Makes batches of questions, within the limits of the server, the budget and the memory. */
final class BatchIntake {
  /** So many batches wait for the server at once. */
  static final int MOST_OPEN = 8;

  /** Servers take more; but all calls of a batch are held while it is handed in. */
  static final int MOST_CALLS = 5000;

  private final Iterator<Question> questions;
  private final Triage triage;
  private final BatchOffice office;
  private final Asker asker;
  private final Tally tally;
  private final JobStatus status;

  /** Looked up, and still to be put into a batch. */
  private final Deque<Question> next = new ArrayDeque<>();

  private final Set<AnswerKey> waiting = new HashSet<>();

  BatchIntake(
      Iterator<Question> questions,
      Triage triage,
      BatchOffice office,
      Asker asker,
      Tally tally,
      JobStatus status) {
    this.questions = questions;
    this.triage = triage;
    this.office = office;
    this.asker = asker;
    this.tally = tally;
    this.status = status;
  }

  /**
   * Hands in as many batches as there are questions, room and money for.
   *
   * @param open batches that are with the server, to which the new ones are added
   * @return false if it was the money that ended it
   */
  boolean handIn(List<Batch> open, BooleanSupplier stopping)
      throws IOException, InterruptedException {
    waiting.clear();
    open.forEach(batch -> waiting.addAll(batch.keys()));
    next.forEach(question -> waiting.add(question.key()));
    while (open.size() < MOST_OPEN && !stopping.getAsBoolean()) {
      List<BatchCall> calls = new ArrayList<>();
      List<AnswerKey> keys = new ArrayList<>();
      boolean fits = fill(calls, keys);
      if (!calls.isEmpty()) {
        open.add(office.submit(calls, keys));
      }
      if (!fits) {
        return false;
      }
      if (calls.isEmpty()) {
        return true;
      }
    }
    return true;
  }

  /** Fills a batch; false if the next call does not fit the budget. */
  private boolean fill(List<BatchCall> calls, List<AnswerKey> keys) throws IOException {
    long bytes = 0;
    int most = Math.min(MOST_CALLS, office.maxCalls());
    while (calls.size() < most) {
      Question question = peek();
      if (question == null) {
        return true;
      }
      BatchCall call = new BatchCall(question.key().sha256(), asker.request(question));
      long size = office.bytes(call);
      if (!calls.isEmpty() && bytes + size > office.maxBytes()) {
        return true;
      }
      if (!office.reserve(question.key(), call.request())) {
        return false;
      }
      next.remove();
      calls.add(call);
      keys.add(question.key());
      bytes += size;
    }
    return true;
  }

  /** The next question to ask; null at the end. */
  private Question peek() throws IOException {
    while (next.isEmpty()) {
      List<Question> some = Triage.next(questions);
      if (some.isEmpty()) {
        return null;
      }
      tally.seen(some.size());
      List<Triage.Fate> fates = triage.fates(some, waiting::contains);
      status.counted(tally.spared(fates));
      for (int i = 0; i < some.size(); i++) {
        if (fates.get(i) == Triage.Fate.ASK) {
          next.add(some.get(i));
          waiting.add(some.get(i).key());
        }
      }
    }
    return next.element();
  }

  /** Why the next question was not handed in. */
  ModelException spent() {
    return office.spent(asker.request(next.element()));
  }
}
