package org.llmrec.enrich.store.internal;

import java.util.HashMap;
import java.util.Map;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.price.Charge;

/** What has been spent and which calls are open, in memory. Not thread-safe. */
final class Account {
  private final Map<Long, Charge> open = new HashMap<>();
  private Spend spent;
  private long last;

  Account(Spend spent) {
    this.spent = spent;
  }

  Spend spent() {
    return spent;
  }

  long open(Charge estimate) {
    open.put(++last, estimate);
    return last;
  }

  void settle(long call, Charge actual, boolean failed) {
    if (open.remove(call) == null) {
      throw new IllegalArgumentException("expected an open call, found call " + call);
    }
    spent = spent.with(actual, failed);
  }

  void renew() {
    spent = Spend.NONE;
  }
}
