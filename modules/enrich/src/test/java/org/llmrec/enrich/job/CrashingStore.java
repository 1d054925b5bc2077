package org.llmrec.enrich.job;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.BatchLog;
import org.llmrec.enrich.store.StoredAnswer;

/** A store that goes down at a given step. */
final class CrashingStore extends ForwardingStore {
  private final Crash crash;

  CrashingStore(AnswerStore store, Crash crash) {
    super(store);
    this.crash = crash;
  }

  @Override
  public CompletableFuture<Void> put(StoredAnswer answer) {
    return crash.step("put", () -> super.put(answer));
  }

  @Override
  public BatchLog batches() {
    BatchLog log = super.batches();
    return new BatchLog() {
      @Override
      public void plan(Batch batch) {
        crash.step(
            "plan",
            () -> {
              log.plan(batch);
              return null;
            });
      }

      @Override
      public void submitted(String label, String id) {
        crash.step(
            "submitted",
            () -> {
              log.submitted(label, id);
              return null;
            });
      }

      @Override
      public void done(String label) {
        crash.step(
            "done",
            () -> {
              log.done(label);
              return null;
            });
      }

      @Override
      public List<Batch> open() throws IOException {
        return log.open();
      }
    };
  }
}
