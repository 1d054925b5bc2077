package org.llmrec.enrich.job;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.BatchLog;
import org.llmrec.enrich.store.Ledger;
import org.llmrec.enrich.store.StoreCounts;
import org.llmrec.enrich.store.StoredAnswer;

/** A store in front of another, for tests that change one thing. */
class ForwardingStore implements AnswerStore {
  private final AnswerStore store;

  ForwardingStore(AnswerStore store) {
    this.store = store;
  }

  @Override
  public Map<AnswerKey, StoredAnswer> find(Collection<AnswerKey> keys) throws IOException {
    return store.find(keys);
  }

  @Override
  public CompletableFuture<Void> put(StoredAnswer answer) {
    return store.put(answer);
  }

  @Override
  public Stream<StoredAnswer> all() throws IOException {
    return store.all();
  }

  @Override
  public long forget(Set<String> items) throws IOException {
    return store.forget(items);
  }

  @Override
  public StoreCounts counts() throws IOException {
    return store.counts();
  }

  @Override
  public String revision() throws IOException {
    return store.revision();
  }

  @Override
  public Ledger ledger() {
    return store.ledger();
  }

  @Override
  public BatchLog batches() {
    return store.batches();
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
