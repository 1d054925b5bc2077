package org.llmrec.enrich.job;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.budget.CallEstimates;
import org.llmrec.enrich.budget.Meter;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.BatchLog.Batch;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.batch.BatchCall;
import org.llmrec.llm.batch.BatchEndpoint;
import org.llmrec.llm.batch.BatchResult;
import org.llmrec.llm.batch.BatchStatus;
import org.llmrec.llm.price.Charge;
import org.llmrec.llm.price.Price;

/**
 * Hands batches in, and pays for their calls. A batch is on the disk before it is handed in, under
 * a label that the server keeps with it, so that it is found again whenever we are killed. Not
 * thread-safe.
 */
final class BatchOffice {
  private final BatchEndpoint endpoint;
  private final AnswerStore store;
  private final Patience patience;
  private final Meter meter;
  private final Price price;
  private final CallEstimates estimates;
  private final Map<AnswerKey, Meter.Reservation> reserved = new HashMap<>();

  BatchOffice(BatchEndpoint endpoint, AnswerStore store, Meter meter, Patience patience) {
    this.endpoint = endpoint;
    this.store = store;
    this.meter = meter;
    this.patience = patience;
    price = meter.price().batched();
    estimates = new CallEstimates(price);
  }

  /** What calls cost here. */
  Price price() {
    return price;
  }

  int maxCalls() {
    return endpoint.maxCalls();
  }

  long maxBytes() {
    return endpoint.maxBytes();
  }

  long bytes(BatchCall call) {
    return endpoint.bytes(call);
  }

  /**
   * Batches of earlier runs that are still with the server. Those that the server never took are
   * forgotten.
   */
  List<Batch> recover() throws IOException, InterruptedException {
    List<Batch> taken = new ArrayList<>();
    for (Batch batch : store.batches().open()) {
      Optional<String> id = batch.id();
      if (id.isEmpty()) {
        id = patience.until(() -> endpoint.find(batch.label()));
        if (id.isEmpty()) {
          store.batches().done(batch.label());
          continue;
        }
        store.batches().submitted(batch.label(), id.get());
      }
      taken.add(with(batch, id.get()));
    }
    return taken;
  }

  private static Batch with(Batch batch, String id) {
    return new Batch(batch.label(), Optional.of(id), batch.keys(), batch.created());
  }

  /** Puts the money for a call aside; false if it does not fit the budget now. */
  boolean reserve(AnswerKey key, CompletionRequest request) {
    Optional<Meter.Reservation> reservation = meter.tryReserve(estimates.of(request));
    reservation.ifPresent(some -> reserved.put(key, some));
    return reservation.isPresent();
  }

  /** Why a call does not fit. */
  ModelException spent(CompletionRequest request) {
    return meter.spent(estimates.of(request));
  }

  /**
   * Hands a batch in, for whose calls money was put aside.
   *
   * @throws ModelException if the server did not take it
   */
  Batch submit(List<BatchCall> calls, List<AnswerKey> keys)
      throws IOException, InterruptedException {
    String created = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    // The time is in it: the same questions may have been in a batch before that brought nothing.
    String label = "llmrec-" + Hashes.sha256(Json.line(List.of(created, keys))).substring(0, 32);
    Batch planned = new Batch(label, Optional.empty(), keys, created);
    store.batches().plan(planned);
    onTheDisk();
    String id;
    try {
      id = patience.until(() -> submitOnce(label, calls));
    } catch (ModelException e) {
      if (e.billed() == ModelException.Billed.NO) {
        store.batches().done(label);
        keys.forEach(key -> settle(key, Charge.NONE, true));
      }
      throw e;
    }
    store.batches().submitted(label, id);
    return with(planned, id);
  }

  /** Once, also if it is the second attempt after a first that was taken without our hearing so. */
  private String submitOnce(String label, List<BatchCall> calls) throws InterruptedException {
    try {
      return endpoint.submit(label, calls);
    } catch (ModelException e) {
      if (e.billed() == ModelException.Billed.NO) {
        throw e;
      }
      Optional<String> found = endpoint.find(label);
      if (found.isPresent()) {
        return found.get();
      }
      throw new ModelException(
          e.kind(), e.getMessage(), ModelException.Billed.NO, e.retryAfter(), e.usage(), e);
    }
  }

  private void onTheDisk() throws IOException {
    try {
      store.ledger().durable().join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  BatchStatus status(Batch batch) throws InterruptedException {
    return patience.until(() -> endpoint.status(batch.id().orElseThrow()));
  }

  /** All results there are; some may come twice if the connection broke in between. */
  void results(Batch batch, Consumer<BatchResult> each) throws InterruptedException {
    patience.until(
        () -> {
          endpoint.results(batch.id().orElseThrow(), each);
          return null;
        });
  }

  /** Learns what answers to such requests take. */
  void learn(CompletionRequest request, BatchResult.Answered answered) {
    estimates.learn(request, answered.completion().usage());
  }

  /** A call has ended. Those that an earlier run paid for are in the account already. */
  void settle(AnswerKey key, BatchResult result) {
    switch (result) {
      case BatchResult.Answered answered ->
          settle(key, price.charge(answered.completion().usage()), false);
      case BatchResult.Failed failed ->
          settle(
              key,
              failed.failure().billed() == ModelException.Billed.NO
                  ? Charge.NONE
                  : price.charge(failed.failure().usage()),
              true);
    }
  }

  private void settle(AnswerKey key, Charge actual, boolean failed) {
    Meter.Reservation reservation = reserved.remove(key);
    if (reservation != null) {
      reservation.settle(actual, failed);
    }
  }

  /** All that is to be had of a batch is on the disk; calls without a result cost nothing. */
  void done(Batch batch) throws IOException {
    batch.keys().forEach(key -> settle(key, Charge.NONE, true));
    store.batches().done(batch.label());
  }
}
