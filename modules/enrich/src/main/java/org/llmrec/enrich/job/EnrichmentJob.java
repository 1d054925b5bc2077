package org.llmrec.enrich.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.budget.Meter;
import org.llmrec.enrich.budget.MeteredModel;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.guard.GuardedModel;

/**
 * Asks a language model every question of a {@link Workload} that the store has no answer to.
 *
 * <p>May be killed at any moment: what is on the disk is never asked again, and at most {@code 2 ·
 * concurrency} questions are sent and not yet on the disk. Nothing is sent before the account on
 * the disk knows of it, so that what is spent is never forgotten either. Memory does not grow with
 * the catalogue: items are read as there is room for their questions.
 *
 * <p>One job is one run: {@link #run} once, on a thread that may wait; {@link #stop} from any.
 */
public final class EnrichmentJob {
  private final Workload workload;
  private final AnswerStore store;
  private final JobOptions options;
  private final Progress progress;
  private final Meter meter;
  private final Tally tally = new Tally();
  private final Flights flights;
  private final LanguageModel bare;
  private volatile boolean asked;
  private volatile Desk desk;

  /**
   * Prepares a job.
   *
   * @param store where answers are kept; stays open
   * @param model as it is, without retries and limits: the job puts its own around it; stays open
   * @throws ConfigException if the budget limits the cost of a model without a price
   */
  public EnrichmentJob(
      Workload workload,
      AnswerStore store,
      LanguageModel model,
      JobOptions options,
      Progress progress) {
    this.workload = workload;
    this.store = store;
    this.options = options;
    this.progress = progress;
    bare = model;
    meter =
        new Meter(options.budget(), workload.questions().model(), options.price(), store.ledger());
    flights = new Flights(2 * options.concurrency());
  }

  /**
   * Asks until all is answered or something ends it. An interrupt of this thread ends it too, and
   * the thread is interrupted when it comes back. In each case calls that are being made come to
   * their end and all answers are on the disk on return.
   *
   * @throws IOException if the catalogue cannot be read or the store not be written
   */
  public EnrichmentSummary run() throws IOException {
    long nanos = System.nanoTime();
    Instant begun = Instant.now();
    Spend before = store.ledger().spent();
    boolean[] sawAll = new boolean[1];
    try (Progress.Task task = progress.start("ask", workload.total(), "questions")) {
      JobStatus status = new JobStatus(task, store.ledger(), tally);
      desk = new Desk(store, flights, tally, status);
      if (asked) {
        stop();
      }
      Asker asker =
          new Asker(
              workload.questions(),
              guarded(bare, meter, flights, tally, options),
              options,
              meter.price());
      desk.follow(
          () -> {
            try (Stream<Question> questions = workload.stream()) {
              Triage triage = new Triage(store, options, begun);
              sawAll[0] = plan(questions.iterator(), triage, asker, status);
            }
          },
          this::stop);
    }
    desk.check();
    double seconds = (System.nanoTime() - nanos) / 1e9;
    return tally.summary(
        workload.total(), sawAll[0], before, store.ledger().spent(), desk.ending(), seconds);
  }

  /** From the outside in: retries, notes for the flight, money, a place among the calls. */
  static LanguageModel guarded(
      LanguageModel bare, Meter meter, Flights flights, Tally tally, JobOptions options) {
    LanguageModel slotted = new SlottedModel(bare, options.concurrency());
    LanguageModel metered = MeteredModel.around(slotted, meter);
    return GuardedModel.around(new WatchedModel(metered, flights, tally), options.guard());
  }

  /** Whether all questions were seen. */
  private boolean plan(Iterator<Question> questions, Triage triage, Asker asker, JobStatus status)
      throws IOException, InterruptedException {
    while (!desk.stopping()) {
      List<Question> batch = Triage.next(questions);
      if (batch.isEmpty()) {
        return true;
      }
      tally.seen(batch.size());
      List<Triage.Fate> fates = triage.fates(batch, flights::underWay);
      status.counted(tally.spared(fates));
      for (int i = 0; i < batch.size(); i++) {
        Question question = batch.get(i);
        if (fates.get(i) == Triage.Fate.ASK
            && (desk.stopping()
                || !flights.launch(
                    question.key(), flight -> desk.handle(flight, () -> asker.ask(question))))) {
          return false;
        }
      }
    }
    return !questions.hasNext();
  }

  /**
   * Makes no further calls; those that are being made come to their end, and {@link #run} returns.
   */
  public void stop() {
    asked = true;
    Desk running = desk;
    if (running != null) {
      running.stop(Ending.ASKED);
    }
  }
}
