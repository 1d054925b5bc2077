package org.llmrec.enrich.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.StoredAnswer;

/** Holds all rows back until it is released. */
final class SlowDisk extends ForwardingStore {
  final CountDownLatch full;
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  SlowDisk(AnswerStore store, int full) {
    super(store);
    this.full = new CountDownLatch(full);
  }

  void release() {
    released.complete(null);
  }

  @Override
  public CompletableFuture<Void> put(StoredAnswer answer) {
    full.countDown();
    return released.thenCompose(go -> super.put(answer));
  }
}
