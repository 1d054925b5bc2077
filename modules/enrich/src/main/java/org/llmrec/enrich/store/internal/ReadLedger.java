package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.llmrec.enrich.store.Ledger;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.price.Charge;

/** What the writer has spent, as far as it is on the disk. */
final class ReadLedger implements Ledger {
  private final Readers readers;

  ReadLedger(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Spend spent() {
    try {
      return readers.ask(Reading::spent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long open(Charge estimate) {
    throw SqliteAnswerStore.readOnly();
  }

  @Override
  public void settle(long call, Charge actual, boolean failed) {
    throw SqliteAnswerStore.readOnly();
  }

  @Override
  public CompletableFuture<Void> durable() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void renew() {
    throw SqliteAnswerStore.readOnly();
  }
}
