package org.llmrec.enrich.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.llmrec.llm.price.Charge;

/**
 * What has been spent, kept with the answers. A call is opened before it is sent and settled after;
 * one that was open when the process died may have been billed, and counts as {@link Spend#lost} at
 * its estimate from the next opening of the store on. Thread-safe; nothing here but {@link #renew}
 * waits for the disk, but all is written in the order of the calls, also with {@link
 * AnswerStore#put}.
 */
public interface Ledger {
  /** Spent since the account was opened, without calls that are open now. */
  Spend spent();

  /**
   * A call is about to be sent.
   *
   * @param estimate what it may cost
   * @return a number to settle it by
   * @throws org.llmrec.core.error.LlmrecException if the ledger cannot be written any more: a call
   *     that nobody counts must not be made
   */
  long open(Charge estimate);

  /**
   * A call has ended.
   *
   * @param call from {@link #open}
   * @param actual what it cost; an answer, a failure that may have been billed, or nothing
   * @param failed whether it brought no answer
   * @throws IllegalArgumentException if no such call is open
   */
  void settle(long call, Charge actual, boolean failed);

  /**
   * All that was opened and settled until now, on the disk. Who waits for it before sending makes
   * sure that no call can be billed and forgotten, whenever the process dies.
   *
   * @return done when it is; fails if it could not be written
   */
  CompletableFuture<Void> durable();

  /** Opens a new account: what was spent before no longer counts towards a budget. */
  void renew() throws IOException;
}
