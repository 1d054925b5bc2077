package org.llmrec.enrich.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.batch.BatchResult;

/**
 * Brings the results of batches into the store. Their questions are not kept while batches are
 * under way: the catalogue goes by once more, and each question takes its result.
 */
final class BatchHarvest {
  private final Workload workload;
  private final BatchOffice office;
  private final Flights flights;
  private final Asker asker;
  private final AtomicReference<Ending> ending = new AtomicReference<>();

  BatchHarvest(Workload workload, BatchOffice office, Flights flights, Asker asker) {
    this.workload = workload;
    this.office = office;
    this.flights = flights;
    this.asker = asker;
  }

  /**
   * Takes in what there is. A batch is done with when all its answers are on the disk; if the job
   * stops before, the server still has them.
   */
  void take(List<Batch> batches, Desk desk) throws IOException, InterruptedException {
    Map<AnswerKey, Optional<BatchResult>> results = new HashMap<>();
    for (Batch batch : batches) {
      batch.keys().forEach(key -> results.put(key, Optional.empty()));
      office.results(
          batch,
          result ->
              AnswerKey.parse(result.id())
                  .filter(results::containsKey)
                  .ifPresent(key -> results.put(key, Optional.of(result))));
    }
    try (Stream<Question> questions = workload.stream()) {
      var all = questions.iterator();
      while (all.hasNext() && !results.isEmpty() && !desk.stopping()) {
        Question question = all.next();
        Optional<BatchResult> result = results.remove(question.key());
        if (result != null) {
          result.ifPresent(some -> office.settle(question.key(), some));
          flights.launch(
              question.key(),
              flight -> {
                // The answer is paid for: a request to stop must not keep it from the disk.
                flight.answered();
                desk.handle(flight, () -> outcome(question, result));
              });
        }
      }
    } finally {
      flights.await();
    }
    if (!desk.stopping()) {
      // Whose questions are gone from the catalogue: paid for, and nobody to give them to.
      results.forEach((key, result) -> result.ifPresent(some -> office.settle(key, some)));
      for (Batch batch : batches) {
        office.done(batch);
      }
      // Not before all is taken in. Money that lacks for a repair may do for another batch.
      Ending how = ending.get();
      if (how != null && how.reason() != StopReason.BUDGET) {
        desk.stop(how);
      }
    }
  }

  private Asker.Outcome outcome(Question question, Optional<BatchResult> result) {
    long begun = System.nanoTime();
    BatchResult some =
        result.orElseGet(
            () ->
                new BatchResult.Failed(
                    question.key().sha256(),
                    new ModelException(
                        ModelException.Kind.DEADLINE, "the batch ended before this call")));
    return switch (some) {
      case BatchResult.Failed failed ->
          asker.failed(question, failed.failure(), office.price(), begun);
      case BatchResult.Answered answered -> {
        office.learn(asker.request(question), answered);
        Asker.Outcome judged = asker.judge(question, answered.completion(), office.price(), begun);
        judged.ends().ifPresent(how -> ending.compareAndSet(null, how));
        yield new Asker.Outcome(judged.row(), Optional.empty());
      }
    };
  }
}
