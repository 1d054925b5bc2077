package org.llmrec.enrich.store.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.BatchLog;
import org.llmrec.enrich.store.Ledger;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoreCounts;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.price.Charge;

/** Rows on the heap, for as long as the process lives. */
public final class MemoryAnswerStore implements AnswerStore {
  private final String id = UUID.randomUUID().toString();
  private final Map<AnswerKey, StoredAnswer> rows = new HashMap<>();
  private final Ledger ledger = new MemoryLedger();
  private final BatchLog batches = new MemoryBatchLog();
  private long changes;
  private boolean closed;

  @Override
  public synchronized Map<AnswerKey, StoredAnswer> find(Collection<AnswerKey> keys) {
    checkOpen();
    Map<AnswerKey, StoredAnswer> found = new HashMap<>();
    for (AnswerKey key : keys) {
      StoredAnswer row = rows.get(key);
      if (row != null) {
        found.put(key, row);
      }
    }
    return found;
  }

  @Override
  public synchronized CompletableFuture<Void> put(StoredAnswer answer) {
    checkOpen();
    if (!answer.equals(rows.put(answer.key(), answer))) {
      changes++;
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized Stream<StoredAnswer> all() {
    checkOpen();
    return rows.values().stream()
        .sorted(
            Comparator.comparing(StoredAnswer::item, CodePoints.ORDER)
                .thenComparing(StoredAnswer::prompt, CodePoints.ORDER))
        .toList()
        .stream();
  }

  @Override
  public synchronized long forget(Set<String> items) {
    checkOpen();
    int before = rows.size();
    rows.values()
        .removeIf(
            row ->
                items.contains(row.item()) || row.neighbours().stream().anyMatch(items::contains));
    changes += before - rows.size();
    return (long) before - rows.size();
  }

  @Override
  public synchronized StoreCounts counts() {
    checkOpen();
    Map<AnswerStatus, Long> counts = new EnumMap<>(AnswerStatus.class);
    rows.values().forEach(row -> counts.merge(row.status(), 1L, Long::sum));
    return new StoreCounts(counts, 0);
  }

  @Override
  public synchronized String revision() {
    checkOpen();
    return id + "-" + changes;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public BatchLog batches() {
    return batches;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the answer store is closed");
    }
  }

  private static final class MemoryLedger implements Ledger {
    private final Account account = new Account(Spend.NONE);

    @Override
    public synchronized Spend spent() {
      return account.spent();
    }

    @Override
    public synchronized long open(Charge estimate) {
      return account.open(estimate);
    }

    @Override
    public synchronized void settle(long call, Charge actual, boolean failed) {
      account.settle(call, actual, failed);
    }

    @Override
    public CompletableFuture<Void> durable() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void renew() {
      account.renew();
    }
  }

  private static final class MemoryBatchLog implements BatchLog {
    private final Map<String, Batch> open = new LinkedHashMap<>();

    @Override
    public synchronized void plan(Batch batch) {
      if (open.putIfAbsent(batch.label(), batch) != null) {
        throw new IllegalArgumentException("expected a new label, found " + batch.label());
      }
    }

    @Override
    public synchronized void submitted(String label, String id) {
      Batch changed =
          open.computeIfPresent(
              label, (same, b) -> new Batch(label, Optional.of(id), b.keys(), b.created()));
      if (changed == null) {
        throw new IllegalArgumentException("expected the label of an open batch, found " + label);
      }
    }

    @Override
    public synchronized void done(String label) {
      open.remove(label);
    }

    @Override
    public synchronized List<Batch> open() {
      return List.copyOf(open.values());
    }
  }
}
