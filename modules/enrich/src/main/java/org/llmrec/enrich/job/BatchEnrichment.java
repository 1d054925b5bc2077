package org.llmrec.enrich.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.budget.Meter;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.Capability;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.batch.BatchStatus;

/**
 * Asks the questions of a {@link Workload} through a model's batch endpoint: slower, and often at
 * half the price. Answers go through the same look as those of {@link EnrichmentJob}; one that is
 * wrong is repaired by an ordinary call at the ordinary price.
 *
 * <p>May be killed or stopped at any moment, also for days: batches that the server has are found
 * again by the next run, which waits for them first, and no call of theirs is handed in a second
 * time. The account counts a call whose run ended before its result came at its estimate, in {@link
 * Spend#lost}. Memory is bounded by {@value BatchIntake#MOST_OPEN} batches of at most {@value
 * BatchIntake#MOST_CALLS} calls.
 *
 * <p>One object is one run: {@link #run} once, on a thread that may wait; {@link #stop} from any.
 */
public final class BatchEnrichment {
  private final Workload workload;
  private final AnswerStore store;
  private final JobOptions options;
  private final Polling polling;
  private final Progress progress;
  private final Meter meter;
  private final LanguageModel model;
  private final Patience patience;
  private final Flights flights;
  private volatile boolean asked;
  private volatile Desk desk;

  /**
   * Prepares a run.
   *
   * @param store where answers are kept; stays open
   * @param model as it is, without retries and limits; stays open
   * @throws ConfigException if the model takes no batches, or the budget limits the cost of a model
   *     without a price
   */
  public BatchEnrichment(
      Workload workload,
      AnswerStore store,
      LanguageModel model,
      JobOptions options,
      Polling polling,
      Progress progress) {
    model.info().require(Capability.BATCH, "batches");
    this.workload = workload;
    this.store = store;
    this.model = model;
    this.options = options;
    this.polling = polling;
    this.progress = progress;
    meter =
        new Meter(options.budget(), workload.questions().model(), options.price(), store.ledger());
    patience = new Patience(options.guard());
    flights = new Flights(2 * options.concurrency());
  }

  /**
   * Hands in and fetches until all is answered or something ends it. Answers to batches of an
   * earlier run count as present. An interrupt of this thread ends it too, and the thread is
   * interrupted when it comes back.
   *
   * @throws IOException if the catalogue cannot be read or the store not be written
   */
  public EnrichmentSummary run() throws IOException {
    long nanos = System.nanoTime();
    Spend before = store.ledger().spent();
    Tally tally = new Tally();
    boolean[] sawAll = new boolean[1];
    try (Progress.Task task = progress.start("ask in batches", workload.total(), "questions")) {
      JobStatus status = new JobStatus(task, store.ledger(), tally);
      Asker asker = new Asker(workload.questions(), repairer(tally), options, meter.price());
      BatchOffice office = new BatchOffice(model.batch().orElseThrow(), store, meter, patience);
      BatchHarvest harvest = new BatchHarvest(workload, office, flights, asker);
      desk = new Desk(store, flights, tally, status);
      if (asked) {
        stop();
      }
      desk.follow(
          () -> {
            try {
              List<Batch> open = office.recover();
              desk.counting(new Tally());
              while (waitFor(open, office, harvest, status)) {
                // Those of earlier runs come first.
              }
              desk.counting(tally);
              sawAll[0] = ask(office, harvest, asker, tally, status);
            } catch (ModelException e) {
              desk.stop(Ending.of(e));
            }
          },
          this::stop);
    }
    desk.check();
    double seconds = (System.nanoTime() - nanos) / 1e9;
    return tally.summary(
        workload.total(), sawAll[0], before, store.ledger().spent(), desk.ending(), seconds);
  }

  private LanguageModel repairer(Tally tally) {
    return EnrichmentJob.guarded(model, meter, flights, tally, options);
  }

  /** Whether all questions were seen. */
  private boolean ask(
      BatchOffice office, BatchHarvest harvest, Asker asker, Tally tally, JobStatus status)
      throws IOException, InterruptedException {
    Triage triage = new Triage(store, options, Instant.now());
    try (Stream<Question> questions = workload.stream()) {
      BatchIntake intake =
          new BatchIntake(questions.iterator(), triage, office, asker, tally, status);
      List<Batch> open = new ArrayList<>();
      while (!desk.stopping()) {
        boolean fits = intake.handIn(open, desk::stopping);
        if (open.isEmpty()) {
          if (!fits) {
            desk.stop(Ending.of(intake.spent()));
          }
          return fits && !desk.stopping();
        }
        waitFor(open, office, harvest, status);
      }
      return false;
    }
  }

  /**
   * Waits until a batch is over and takes it in; false if there is none to wait for, or the job is
   * to stop.
   */
  private boolean waitFor(
      List<Batch> open, BatchOffice office, BatchHarvest harvest, JobStatus status)
      throws IOException, InterruptedException {
    Duration wait = polling.first();
    while (!open.isEmpty() && !desk.stopping()) {
      List<Batch> over = new ArrayList<>();
      long answered = 0;
      long calls = 0;
      for (Batch batch : open) {
        BatchStatus state = office.status(batch);
        answered += state.answered();
        calls += state.total();
        switch (state.state()) {
          case RUNNING -> {}
          case DONE, CUT_SHORT -> over.add(batch);
          case REFUSED -> {
            office.done(batch);
            throw new ModelException(
                ModelException.Kind.BAD_REQUEST,
                "the server refused a batch of "
                    + batch.keys().size()
                    + " calls: "
                    + state.message());
          }
        }
      }
      if (!over.isEmpty()) {
        harvest.take(over, desk);
        open.removeAll(over);
        return true;
      }
      status.batches(open.size(), answered, calls);
      if (!patience.sleep(wait)) {
        return false;
      }
      wait = polling.after(wait);
    }
    return false;
  }

  /**
   * Hands in nothing more and waits no longer; answers that are being taken in get to the disk, and
   * {@link #run} returns. The server works on; the next run fetches what it did.
   */
  public void stop() {
    asked = true;
    patience.stop();
    Desk running = desk;
    if (running != null) {
      running.stop(Ending.ASKED);
    }
  }
}
