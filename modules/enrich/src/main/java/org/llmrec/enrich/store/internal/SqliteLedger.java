package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.enrich.store.Ledger;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.price.Charge;

/**
 * In memory at once, in the database with the next transaction. Both add up in the same order, so
 * that they agree to the last bit.
 */
final class SqliteLedger implements Ledger {
  private final GroupCommit writer;
  private final Account account;

  SqliteLedger(GroupCommit writer, Spend spent) {
    this.writer = writer;
    this.account = new Account(spent);
  }

  @Override
  public synchronized Spend spent() {
    return account.spent();
  }

  @Override
  public synchronized long open(Charge estimate) {
    IOException failure = writer.failure();
    if (failure != null) {
      throw new LlmrecException(
          LanguageModelCode.SPENDING_UNWRITTEN,
          "cannot note a call: " + failure.getMessage(),
          failure);
    }
    long call = account.open(estimate);
    writer.note(tables -> tables.openCall(call, estimate));
    return call;
  }

  @Override
  public synchronized void settle(long call, Charge actual, boolean failed) {
    account.settle(call, actual, failed);
    writer.note(tables -> tables.closeCall(call, actual, failed));
  }

  @Override
  public CompletableFuture<Void> durable() {
    // What is done with this is done with all that was taken before.
    return writer.small(tables -> {});
  }

  @Override
  public void renew() throws IOException {
    CompletableFuture<Void> written;
    synchronized (this) {
      account.renew();
      written = writer.small(Tables::newAccount);
    }
    GroupCommit.await(written);
  }
}
